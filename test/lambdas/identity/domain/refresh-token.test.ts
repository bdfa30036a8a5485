import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  drawFamilyKey,
  drawRefreshToken,
  hashRefreshToken,
  isOfFamily,
  isRefreshToken,
  parseRefreshToken,
  refreshTokenOf,
  writeRefreshToken,
} from '../../../../lambdas/identity/domain/refresh-token';
import { openSuccessor, sealSuccessor } from '../../../../lambdas/identity/domain/successor';
import { errorOf } from '../../../support/error-of';
import { anyCharacter } from '../../../support/any-character';

const family = { account: randomUUID(), id: randomUUID(), familyKey: drawFamilyKey() };
const token = drawRefreshToken(family);
const text = writeRefreshToken(token);

describe('a refresh token', () => {
  it('is read as it is written, whatever its secret', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const drawn = refreshTokenOf(family, Buffer.from(bytes));
        expect(parseRefreshToken(writeRefreshToken(drawn))).toEqual(drawn);
      }),
    );
  });

  it('has a secret of 256 bits that is drawn anew', () => {
    expect(token.secret).toHaveLength(32);
    expect(drawRefreshToken(family).secret).not.toEqual(token.secret);
  });

  it.each([
    ['nothing', ''],
    ['a part less', text.split('.').slice(0, 3).join('.')],
    ['a part more', `${text}.a`],
    ['a character more', `${text}A`],
    ['a blank before', ` ${text}`],
    ['a line break after', `${text}\n`],
    ['the padding of base64', `${text}=`],
    ['another alphabet', text.replace(/.$/, '+')],
    ['an account that is none', text.replace(/^[^.]+/, 'account')],
    ['a path for an account', text.replace(/^[^.]+/, '../../00000000-0000-0000-0000-000000000000')],
    ['upper case in an ID', text.replace(/^[^.]+/, (id) => id.toUpperCase().replace(/^\d/, 'A'))],
    ['ten thousand characters', 'a'.repeat(10_000)],
  ])('is refused with %s', (_, wrong) => {
    expect(parseRefreshToken(wrong)).toBeUndefined();
  });

  it('has one spelling: bits that base64url leaves over are refused', () => {
    const [account, session, secret = '', tag] = text.split('.');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const others = alphabet.split('').filter((character) => {
      const spelt = `${secret.slice(0, -1)}${character}`;
      return spelt !== secret && Buffer.from(spelt, 'base64url').equals(token.secret);
    });
    expect(others).toHaveLength(3);
    for (const character of others) expect(parseRefreshToken([account, session, `${secret.slice(0, -1)}${character}`, tag].join('.'))).toBeUndefined();
  });

  it('is told from any other text without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (any) => {
        expect(parseRefreshToken(any)).toBeUndefined();
      }),
    );
  });

  it('is found by its hash, and by no other', () => {
    expect(isRefreshToken(token, hashRefreshToken(token))).toBe(true);
    expect(isRefreshToken(token, hashRefreshToken(drawRefreshToken(family)))).toBe(false);
    expect(isRefreshToken(token, '')).toBe(false);
  });

  it('is of its family, and of no other: neither with another secret, nor another session, account or key', () => {
    expect(isOfFamily(token, family)).toBe(true);
    expect(isOfFamily({ ...token, secret: randomBytes(32) }, family)).toBe(false);
    expect(isOfFamily({ ...token, session: randomUUID() }, family)).toBe(false);
    expect(isOfFamily({ ...token, account: randomUUID() }, family)).toBe(false);
    expect(isOfFamily({ ...token, tag: Buffer.alloc(0) }, family)).toBe(false);
    expect(isOfFamily(token, { ...family, familyKey: drawFamilyKey() })).toBe(false);
  });
});

describe('a sealed successor', () => {
  const successor = drawRefreshToken(family);
  const sealed = sealSuccessor(token, successor.secret);

  it('opens with the token that it replaces', () => {
    expect(openSuccessor(token, sealed)).toEqual(successor.secret);
  });

  it('opens with no other token, and not once it was altered', () => {
    expect(errorOf(() => openSuccessor(successor, sealed))).toMatchObject({ message: 'Unsupported state or unable to authenticate data' });
    expect(errorOf(() => openSuccessor({ ...token, session: randomUUID() }, sealed))).toMatchObject({
      message: 'Unsupported state or unable to authenticate data',
    });
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(errorOf(() => openSuccessor(token, altered.toString('base64url')))).toMatchObject({ message: 'Unsupported state or unable to authenticate data' });
    }
  });

  it('holds the successor in no readable form', () => {
    expect(Buffer.from(sealed, 'base64url').includes(successor.secret)).toBe(false);
  });
});
