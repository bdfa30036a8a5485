import fc from 'fast-check';
import { KEY_PATTERN, makeKeyText, parseKeyText, writeKeyText } from '../../../../../lambdas/identity/domain/api-keys/key-text';

const text = (length: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789ABCXYZabcxyz')), minLength: length, maxLength: length });

describe('the text of an API key', () => {
  it('is found by its pattern, gives back what it was made of, and is never made twice', () => {
    const keys = Array.from({ length: 50 }, makeKeyText);
    for (const key of keys) {
      expect(writeKeyText(key)).toMatch(KEY_PATTERN);
      expect(parseKeyText(writeKeyText(key))).toEqual(key);
    }
    expect(new Set(keys.flatMap(({ id, secret }) => [id, secret])).size).toBe(100);
  });

  it('has the checksum of CRC-32 in base 62, as scanners compute it', () => {
    const key = { id: '0000000000000000', secret: '0'.repeat(43) };
    expect(writeKeyText(key)).toBe(`rw_0000000000000000_${'0'.repeat(43)}_${writeKeyText(key).slice(-6)}`);
    expect(writeKeyText(key).slice(-6)).toMatch(/^[0-4][0-9A-Za-z]{5}$/);
  });

  it('is refused with any character changed, and two beside each other changed places', () => {
    fc.assert(
      fc.property(text(16), text(43), fc.nat(65), fc.constantFrom('A', 'b', '7', '_', '-', ' '), (id, secret, at, character) => {
        const whole = writeKeyText({ id, secret });
        const altered = whole.slice(0, at) + character + whole.slice(at + 1);
        fc.pre(altered !== whole);
        expect(parseKeyText(altered)).toBeUndefined();
      }),
    );
  });

  it.each([
    '',
    'rw_',
    'rw',
    'rw_a_b_c',
    `rw_${'0'.repeat(16)}_${'0'.repeat(43)}_000000`,
    `RW_${writeKeyText(makeKeyText()).slice(3)}`,
    `${writeKeyText(makeKeyText())}\n`,
  ])('is refused as %j', (given) => {
    expect(parseKeyText(given)).toBeUndefined();
  });
});
