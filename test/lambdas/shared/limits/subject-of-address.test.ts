import fc from 'fast-check';
import { subjectOfAddress } from '../../../../lambdas/shared/limits/subject-of-address';

describe('what a limit for an address counts by', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:0:0:0:0/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2:0:0:0:0/64'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2:0:0:0:0/64'],
    ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:0/64'],
    ['::1', '0:0:0:0:0:0:0:0/64'],
  ])('of %s is %s', (address, subject) => {
    expect(subjectOfAddress(address)).toBe(subject);
  });

  it.each([
    '',
    'unknown',
    '192.0.2',
    '0300.0.2.1',
    '3221225985',
    '0xc0000201',
    '192.0.2.1, 198.51.100.1',
    '192.0.2.1:80',
    '[::1]',
    '2001:db8::/64',
    ' 192.0.2.1',
  ])('is shared by all that are no address, such as %p', (address) => {
    expect(subjectOfAddress(address)).toBe('unreadable');
  });

  it('is the same for the whole of a /64, and another for any other', () => {
    const group = fc.integer({ min: 1, max: 0xffff });
    const half = fc.array(group, { minLength: 4, maxLength: 4 });
    const written = (...halves: number[][]) =>
      halves
        .flat()
        .map((one) => one.toString(16))
        .join(':');
    fc.assert(
      fc.property(half, half, half, half, (network, host, other, elsewhere) => {
        const subject = subjectOfAddress(written(network, host));
        expect(subject).toMatch(/^[0-9a-f]+(:[0-9a-f]+){3}:0:0:0:0\/64$/);
        expect(subjectOfAddress(written(network, other))).toBe(subject);
        expect(subjectOfAddress(written(elsewhere, host)) === subject).toBe(written(elsewhere) === written(network));
      }),
    );
  });
});
