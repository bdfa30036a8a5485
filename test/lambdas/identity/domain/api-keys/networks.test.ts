import fc from 'fast-check';
import { isNetwork, isWithin } from '../../../../../lambdas/identity/domain/api-keys/networks';

describe('a range of addresses', () => {
  it.each(['192.0.2.0/24', '198.51.100.7/32', '2001:db8::/32', '10.0.0.0/8'])('is %s', (text) => {
    expect(isNetwork(text)).toBe(true);
  });

  it.each([
    ['all addresses', '0.0.0.0/0'],
    ['all of the newer ones', '::/0'],
    ['an address in a range', '192.0.2.7/24'],
    ['no range', '192.0.2.7'],
    ['too long a prefix', '192.0.2.0/33'],
    ['an octal number', '0300.0.2.0/24'],
    ['a short form', '10/8'],
    ['text', 'example.com/24'],
    ['nothing', ''],
    ['a range with more', '192.0.2.0/24 '],
    ['very long', `${'0'.repeat(100)}/8`],
  ])("isn't %s", (_, text) => {
    expect(isNetwork(text)).toBe(false);
  });

  it('is refused or taken without an exception, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.ipV4(),
          fc.ipV6(),
          fc.tuple(fc.ipV6(), fc.nat(130)).map(([a, n]) => `${a}/${String(n)}`),
        ),
        (text) => typeof isNetwork(text) === 'boolean',
      ),
    );
  });

  it('holds its addresses, also an older one written as a newer', () => {
    const networks = ['192.0.2.0/24', '2001:db8::/32'];
    for (const address of ['192.0.2.0', '192.0.2.255', '::ffff:192.0.2.9', '2001:db8:ffff::1']) expect(isWithin(address, networks)).toBe(true);
    for (const address of ['192.0.3.0', '191.255.255.255', '2001:db9::', '::ffff:192.0.3.1', 'text', '', '192.0.2.1/24'])
      expect(isWithin(address, networks)).toBe(false);
    expect(isWithin('192.0.2.1', [])).toBe(false);
  });
});
