import fc from 'fast-check';
import { encodeContext, type FieldContext } from '../../../../lambdas/shared/fields/context';
import { InvalidIdentifierError } from '../../../../lambdas/shared/fields/errors';
import { errorOf } from '../../../support/error-of';

/** Few letters and the lengths' own bytes, so that parts are likely to run into one another. */
const text = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', 'b', '\u0000', '\u0001', '\u0002', 'é') });
const context = fc.record({ tenant: text, table: text, column: text, row: text });
const place: FieldContext = { tenant: 't', table: 'users', column: 'email', row: '1' };

describe('encodeContext', () => {
  it('encodes different contexts differently', () => {
    fc.assert(
      fc.property(context, context, (one, other) => {
        expect(encodeContext(one).equals(encodeContext(other))).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 2000 },
    );
  });

  it('can be read back, and so loses nothing', () => {
    fc.assert(
      fc.property(context, (one) => {
        const encoded = encodeContext(one);
        const parts: string[] = [];
        for (let at = 0; at < encoded.length; at += 2 + encoded.readUInt16BE(at))
          parts.push(encoded.toString('utf8', at + 2, at + 2 + encoded.readUInt16BE(at)));
        expect(parts).toEqual([one.tenant, one.table, one.column, one.row]);
      }),
    );
  });

  it('tells contexts apart of which one continues where the other ends', () => {
    const [one, other] = [
      { ...place, table: 'ab', column: 'c' },
      { ...place, table: 'a', column: 'bc' },
    ];
    expect(encodeContext(one).equals(encodeContext(other))).toBe(false);
  });

  it.each<[string, Partial<FieldContext>]>([
    ['an empty tenant', { tenant: '' }],
    ['an empty row', { row: '' }],
    ['a row of 1,025 bytes', { row: 'x'.repeat(1025) }],
    ['a row of fewer letters but as many bytes', { row: 'é'.repeat(513) }],
    ['half a surrogate pair, which would be encoded as another one', { row: 'a\ud800' }],
    ['the other half', { column: '\udc00' }],
  ])('refuses %s', (_what, part) => {
    expect(errorOf(() => encodeContext({ ...place, ...part }))).toBeInstanceOf(InvalidIdentifierError);
  });

  it('takes a row of 1,024 bytes', () => {
    expect(encodeContext({ ...place, row: 'x'.repeat(1024) })).toHaveLength(4 * 2 + 1 + 5 + 5 + 1024);
  });
});
