/**
 * What API Gateway's validator may not understand, whatever the flags: looking behind, names of groups, flags for a part. It takes
 * regular expressions as ECMAScript 5 has them (decision 0133).
 */
const LATER = /\(\?<|\\k<|\(\?[a-z]*-?[a-z]+:/;
/** A piece of a pattern with the flag `u` that admits one character, and how often. */
const PIECE =
  /(\[(?:\\.|[^\]\\])*\]|\\p\{[^}]+\}|\\u\{[\da-f]+\}|\\u[\da-f]{4}(?:\\ud[c-f][\da-f]{2})?|\\.|[^\\[\](){}*+?|^$])(?:\{(\d+)(?:(,)(\d*))?\}|([*+?]))?/gisu;
/** A piece that means the same without `u`: a character of ASCII, an escape of such, a list of them. */
const NARROW = /^(?:(?!\.)\p{ASCII}|\\[^DPSWpsu]|\[(?!\^)(?:[^\\\P{ASCII}]|\\[^DPSWpsu])*\])$/u;
const ASCII = Array.from({ length: 128 }, (_, code) => code);

/**
 * A pattern in the words of ECMAScript 5. It admits whatever the given one admits, and where that needs `u` (`\p{L}`) more: beyond ASCII any
 * character. It means the same to who reads it with `u`.
 */
export function widened(pattern: RegExp): string {
  if (!pattern.unicode) return pattern.source;
  return pattern.source.replaceAll(PIECE, (all: string, piece: string, ...times: (string | undefined)[]) =>
    NARROW.test(piece) ? all : `${wide(piece, pattern.flags)}${doubled(times)}`,
  );
}

/** Whether {@link widened} admits all that a pattern does: not, where other flags say more, or where a part that is wider would refuse more. */
export function isSayable(pattern: RegExp): boolean {
  const text = widened(pattern);
  if (LATER.test(text) || /[^dgu]/.test(pattern.flags)) return false;
  return text === pattern.source || !text.includes('(?!');
}

/** All characters but those of ASCII that a piece refuses. */
function wide(piece: string, flags: string): string {
  const admitted = new RegExp(`^${piece}$`, flags.replaceAll(/[gy]/g, ''));
  const refused = ASCII.filter((code) => !admitted.test(String.fromCharCode(code)));
  const ranges = refused
    .filter((code) => !refused.includes(code - 1))
    .map((first) => {
      const after = ASCII.find((code) => code > first && !refused.includes(code)) ?? ASCII.length;
      return after - first === 1 ? escaped(first) : `${escaped(first)}-${escaped(after - 1)}`;
    });
  return ranges.length === 0 ? String.raw`[\s\S]` : `[^${ranges.join('')}]`;
}

function escaped(code: number): string {
  return String.raw`\u${code.toString(16).padStart(4, '0')}`;
}

/** Without `u`, a character beyond the basic plane is two. */
function doubled([least, comma, most, sign]: readonly (string | undefined)[]): string {
  if (sign === '?') return '{0,2}';
  if (sign !== undefined) return sign;
  if (comma !== undefined && most === '') return `{${least ?? ''},}`;
  return `{${least ?? '1'},${String(2 * Number(most ?? least ?? 1))}}`;
}
