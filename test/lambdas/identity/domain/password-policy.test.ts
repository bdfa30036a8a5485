import * as fc from 'fast-check';
import { acceptPassword, normalisePassword, WeakPasswordError, type PasswordRule } from '../../../../lambdas/identity/domain/password-policy';
import { refusalOf } from '../../../support/refusal-of';

const EMAIL = 'margaret.hamilton@mail.example';
const GOOD = 'velvet canoe drinks 9 clouds';

async function ruleOf(password: string): Promise<PasswordRule | undefined> {
  const error = await refusalOf(acceptPassword(password, EMAIL));
  if (error === undefined) return undefined;
  expect(error).toBeInstanceOf(WeakPasswordError);
  expect(error).toMatchObject({ code: 'weak-password', status: 422 });
  if (password.length > 5) expect((error as Error).message).not.toContain(password);
  return (error as WeakPasswordError).rule;
}

describe('the policy for passwords (NIST SP 800-63B-4)', () => {
  it('accepts 15 characters and 128', async () => {
    expect(await ruleOf('kq zu mo ta wi f')).toBeUndefined();
    expect(await ruleOf('xk pw om ud ya h')).toBeUndefined();
    expect(await ruleOf(Array.from({ length: 128 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join(''))).toBeUndefined();
  });

  it.each(['qpxmvneyaklwzbrtu', 'ONLYCAPITALSXQZV', '902837465019283746', 'ピンク色の猫が月まで泳いでいった', 'one space between words here'])(
    'has no rule of which characters %s is made',
    async (password) => {
      expect(await ruleOf(password)).toBeUndefined();
    },
  );

  it('counts characters and not their bytes or halves', async () => {
    expect(await ruleOf('🐘🦊🐙🦉🐝🐢🦀🐳🦜🐌🦔🐞🦋🐬')).toBe('short');
    expect(await ruleOf('🐘🦊🐙🦉🐝🐢🦀🐳🦜🐌🦔🐞🦋🐬🐗')).toBeUndefined();
  });

  it.each<[string, PasswordRule]>([
    ['', 'short'],
    ['kq zu mo ta wi', 'short'],
    ['x'.repeat(129), 'long'],
    ['velvet canoe\ndrinks', 'control'],
    ['velvet canoe\u0000drinks', 'control'],
    ['velvet canoe\ud800 drinks', 'control'],
    [' velvet canoe drinks', 'edge'],
    ['velvet canoe drinks ', 'edge'],
    ['passwordpassword', 'common'],
    ['PasswordPassword', 'common'],
    ['1password123456', 'common'],
    ['aaaaaaaaaaaaaaaa', 'repeated'],
    ['xkqxkqxkqxkqxkqxk', 'repeated'],
    ['margaret.hamilton', 'context'],
    ['Margaret.Hamilton1969', 'context'],
    ['margaret.hamilton@mail.example', 'context'],
    ['ringwallringwall', 'repeated'],
    ['Ringwall-2026!!', 'context'],
  ])('refuses %j as %s', async (password, rule) => {
    expect(await ruleOf(password)).toBe(rule);
  });

  it('lets a known word be part of something longer', async () => {
    expect(await ruleOf('the password of a small blue ringwall')).toBeUndefined();
    expect(await refusalOf(acceptPassword('margot sails at dawn', 'mar@mail.example'))).toBeUndefined();
  });

  it('takes one text typed in two ways for the same password', async () => {
    const composed = 'caf\u00e9 on the corner';
    expect(await acceptPassword('cafe\u0301 on the corner', EMAIL)).toBe(composed);
    expect(normalisePassword('cafe\u0301 on the corner')).toBe(normalisePassword(composed));
  });

  it('judges the same password always alike, and gives back what it judged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 160 }), async (password) => {
        const first = await ruleOf(password);
        expect(await ruleOf(password)).toBe(first);
        if (first === undefined) expect(await acceptPassword(password, EMAIL)).toBe(password.normalize('NFC'));
      }),
    );
  });

  it('accepts a good one', async () => {
    expect(await acceptPassword(GOOD, EMAIL)).toBe(GOOD);
  });
});
