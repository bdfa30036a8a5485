import * as fc from 'fast-check';
import { isEmailAddress } from '../../../../lambdas/identity/domain/email-address';

describe('an email address', () => {
  it.each(['a@b.cc', 'ada.lovelace+news@mail.example', "o'neil@sub.mail-host.example", `${'a'.repeat(64)}@b.example`])('may be %s', (address) => {
    expect(isEmailAddress(address)).toBe(true);
  });

  it.each([
    '',
    'a',
    '@b.cc',
    'a@b',
    'a@-b.cc',
    'a@b..cc',
    '.a@b.cc',
    'a.@b.cc',
    'a..b@c.dd',
    'a@b.c',
    'a@127.0.0.1',
    '"a"@b.cc',
    'a b@c.dd',
    'a@b.cc,c@d.ee',
    'Ada <a@b.cc>',
    'a@b.cc\r\nBcc: c@d.ee',
    'a@b.cc\n',
    ' a@b.cc',
    'a\0@b.cc',
    'ä@b.cc',
    'a@bücher.example',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b'.repeat(63)}.${'b'.repeat(63)}.${'b'.repeat(63)}.${'b'.repeat(63)}.example`,
  ])('is not %j', (address) => {
    expect(isEmailAddress(address)).toBe(false);
  });

  it('is judged at once, however long the text', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', '.', 'a.', '@', 'a@', '-', 'a-'), (part) => {
        expect(isEmailAddress(part.repeat(5000))).toBe(false);
      }),
    );
  });
});
