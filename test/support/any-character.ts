import fc from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 };

/**
 * Any character of Unicode, for `fc.string`: what its unit `binary` is. That one makes a table of all of them, 1.1 million, in each file
 * of tests, to find the one that a text begins with; here it is counted.
 */
export const anyCharacter = fc
  .nat({ max: 0x10ffff - SURROGATES.count })
  .map((index) => String.fromCodePoint(index < SURROGATES.from ? index : index + SURROGATES.count), indexOf);

/** @throws {Error} for what isn't one character: so fast-check is told */
function indexOf(text: unknown): number {
  const point = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (point === undefined || text !== String.fromCodePoint(point) || isSurrogate(point)) throw new Error('This is not one character.');
  return point < SURROGATES.from ? point : point - SURROGATES.count;
}

function isSurrogate(point: number): boolean {
  return point >= SURROGATES.from && point < SURROGATES.from + SURROGATES.count;
}
