/** Of escapes, those that mean a letter there: properties, characters by their number, what a named group found. */
const LATER_ESCAPE = /\\(?:p|u\{|k<)/i;
/** A kind of group that ES5 doesn't know: looking behind, a name, flags for a part. */
const LATER_GROUP = /\(\?[^:=!]/;
/** Two characters there, of which a list or a count takes one. */
const BEYOND_BASIC_PLANE = /[\u{10000}-\u{10ffff}]/u;
const OTHER_ESCAPE = /\\[^kpu]/gi;
const LIST = /\[[^\]]*\]/g;

/**
 * Whether a pattern means the same to an engine of ECMAScript 5, without the flag `u`, as the gateway's validator most likely is: what
 * such an engine doesn't know, it takes by the letter, or refuses at the first request.
 */
export function isEs5Pattern(pattern: string): boolean {
  const text = pattern.replaceAll(OTHER_ESCAPE, 'x');
  if (LATER_ESCAPE.test(text) || LATER_GROUP.test(text.replaceAll(LIST, 'x')) || BEYOND_BASIC_PLANE.test(text)) return false;
  try {
    return new RegExp(pattern).source !== '';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
