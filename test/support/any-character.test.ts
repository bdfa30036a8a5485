import fc from 'fast-check';
import { anyCharacter } from './any-character';

/** Many of them, the same in each run. */
function sampled(): readonly string[] {
  return fc.sample(anyCharacter, { numRuns: 2000, seed: 1 });
}

describe('any character', () => {
  it('is one of Unicode, and never half of one', () => {
    for (const character of sampled()) expect([Array.from(character), Buffer.from(character).toString()]).toEqual([[character], character]);
  });

  it('is from every part of Unicode, and both ends of it', () => {
    const points = sampled().map((character) => character.codePointAt(0) ?? 0);
    const planes = new Set(points.map((point) => point >> 16));
    expect(planes.size).toBe(17);
    expect(points).toEqual(expect.arrayContaining([0, 0x10ffff]));
  });

  it.each(['\0', 'a', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'])('can be %j, and is found again to be shrunk', (character) => {
    expect(anyCharacter.canShrinkWithoutContext(character)).toBe(true);
  });

  it.each(['', 'ab', '\ud800', '\udfff', 'a\u0308', 1, undefined])('is never %j', (text) => {
    expect(anyCharacter.canShrinkWithoutContext(text)).toBe(false);
  });

  it('has the dangerous texts of fast-check in its strings, as its own unit has', () => {
    const length = '__proto__'.length;
    const texts = fc.sample(fc.string({ unit: anyCharacter, minLength: length, maxLength: length }), { numRuns: 300, seed: 1 });
    expect(texts).toContain('__proto__');
  });
});
