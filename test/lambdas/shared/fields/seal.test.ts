import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { encodeContext } from '../../../../lambdas/shared/fields/context';
import { DataKey } from '../../../../lambdas/shared/fields/data-key';
import { FieldInClearError, FieldTruncatedError, UnknownFormatError, WrongContextError, WrongKeyError } from '../../../../lambdas/shared/fields/errors';
import { OVERHEAD, assertSealed, unverifiedKeyVersion } from '../../../../lambdas/shared/fields/format';
import { open, seal } from '../../../../lambdas/shared/fields/seal';
import { errorOf } from '../../../support/error-of';
import { openAgain } from './web-crypto-format';

const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
const context = fc.record({ tenant: text, table: text, column: text, row: text });
const value = fc.uint8Array({ maxLength: 300 });
const key = new DataKey(7, randomBytes(32));
const place = { tenant: 't-1', table: 'users', column: 'email', row: 'u-1' };
const sealedHere = (content: Uint8Array) => seal(key, encodeContext(place), content);

/** What a reader does: look at the shape, then open. */
function read(sealed: Buffer, where = place): Buffer {
  unverifiedKeyVersion(sealed, 'users.email');
  return open(key, encodeContext(where), sealed);
}

describe('seal and open', () => {
  it('give back what was sealed, for any value and context', () => {
    fc.assert(
      fc.property(value, context, (content, where) => {
        expect(open(key, encodeContext(where), seal(key, encodeContext(where), content)).equals(content)).toBe(true);
      }),
    );
  });

  it('seal so that another implementation opens it', async () => {
    await fc.assert(
      fc.asyncProperty(value, context, async (content, where) => {
        const opened = await openAgain(key.bytes, where, seal(key, encodeContext(where), content));
        expect(Buffer.from(opened).equals(content)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('add 64 bytes to any value', () => {
    expect(OVERHEAD).toBe(64);
    fc.assert(
      fc.property(value, (content) => {
        expect(sealedHere(content)).toHaveLength(content.length + 64);
      }),
    );
  });

  it('never use a salt and nonce twice', () => {
    const seeds = new Set(Array.from({ length: 2000 }, () => sealedHere(Buffer.from('x')).toString('hex', 24, 48)));
    expect(seeds.size).toBe(2000);
  });

  it('refuse a field in which any single bit is flipped', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), (content) => {
        const sealed = sealedHere(content);
        for (let bit = 0; bit < sealed.length * 8; bit++) {
          const flipped = Buffer.from(sealed);
          flipped[bit >> 3]! ^= 1 << (bit & 7);
          expect(errorOf(() => read(flipped))).toHaveProperty('code');
        }
      }),
      { numRuns: 10 },
    );
  });

  it('refuse a field cut off anywhere, or made longer', () => {
    const sealed = sealedHere(Buffer.from('user@example.com'));
    for (let length = 0; length < sealed.length; length++) expect(errorOf(() => read(sealed.subarray(0, length)))).toHaveProperty('code');
    expect(errorOf(() => read(Buffer.concat([sealed, Buffer.alloc(1)])))).toMatchObject({ code: 'field-altered' });
    expect(errorOf(() => read(sealed.subarray(1)))).toBeInstanceOf(FieldInClearError);
  });

  it('refuse any other context, as a wrong context', () => {
    fc.assert(
      fc.property(context, context, (one, other) => {
        fc.pre(!encodeContext(one).equals(encodeContext(other)));
        expect(errorOf(() => open(key, encodeContext(other), seal(key, encodeContext(one), Buffer.from('x'))))).toBeInstanceOf(WrongContextError);
      }),
    );
  });

  it('refuse each swap of two parts of a context', () => {
    const names = ['tenant', 'table', 'column', 'row'] as const;
    const sealed = sealedHere(Buffer.from('x'));
    for (const [index, one] of names.entries()) {
      for (const other of names.slice(index + 1)) {
        expect(errorOf(() => read(sealed, { ...place, [one]: place[other], [other]: place[one] }))).toBeInstanceOf(WrongContextError);
      }
    }
  });

  it('refuse another data key of the same version', () => {
    const other = new DataKey(key.version, randomBytes(32));
    expect(errorOf(() => open(other, encodeContext(place), sealedHere(Buffer.from('x'))))).toBeInstanceOf(WrongKeyError);
  });

  it('refuse the same data key under another version', () => {
    const other = new DataKey(key.version + 1, key.bytes);
    expect(errorOf(() => open(other, encodeContext(place), sealedHere(Buffer.from('x'))))).toBeInstanceOf(WrongKeyError);
  });

  it('refuse a ciphertext with the header of another field', () => {
    const [one, other] = [sealedHere(Buffer.from('one')), sealedHere(Buffer.from('two'))];
    expect(errorOf(() => read(Buffer.concat([one.subarray(0, 48), other.subarray(48)])))).toMatchObject({ code: 'field-altered' });
  });
});

describe('assertSealed', () => {
  it('refuses what anybody could have stored in clear', () => {
    fc.assert(
      fc.property(
        fc.string().filter((content) => !content.startsWith('RWF'.slice(0, Math.max(1, content.length)))),
        (content) => {
          expect(
            errorOf(() => {
              assertSealed(Buffer.from(content), 'users.email');
            }),
          ).toBeInstanceOf(FieldInClearError);
        },
      ),
    );
  });

  it('names the column, and not the value', () => {
    const error = errorOf(() => {
      assertSealed(Buffer.from('user@example.com'), 'users.email');
    });
    expect(String(error)).toContain('users.email');
    expect(String(error)).not.toContain('example.com');
  });

  it.each([0, 2, 255])('refuses format %i', (format) => {
    const sealed = sealedHere(Buffer.from('x'));
    sealed[3] = format;
    expect(errorOf(() => read(sealed))).toBeInstanceOf(UnknownFormatError);
  });

  it.each([1, 2, 3, 4, 20, 48, 63])('refuses %i bytes of a field as truncated', (length) => {
    expect(errorOf(() => read(sealedHere(Buffer.from('x')).subarray(0, length)))).toBeInstanceOf(FieldTruncatedError);
  });

  it('reads a field in a view on a larger buffer', () => {
    const sealed = sealedHere(Buffer.from('x'));
    const view = new Uint8Array(Uint8Array.from([9, ...sealed, 9]).buffer, 1, sealed.length);
    expect(unverifiedKeyVersion(view, 'users.email')).toBe(7);
  });
});

describe('DataKey', () => {
  it.each([0, 16, 31, 33])('refuses a key of %i bytes', (length) => {
    expect(() => new DataKey(1, Buffer.alloc(length))).toThrow(RangeError);
  });

  it('is overwritten when it is destroyed', () => {
    const bytes = randomBytes(32);
    new DataKey(1, bytes).destroy();
    expect(bytes.equals(Buffer.alloc(32))).toBe(true);
  });
});
