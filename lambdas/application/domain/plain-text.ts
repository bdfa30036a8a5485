/**
 * What a document's body admits, with the spaces of every script and the joiners by which Persian, Indian scripts and emoji are written
 * (U+200C, U+200D): no control or other invisible character, and none that turns a line around.
 */
const CHARACTERS = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\u200c\u200d\t\n\r]*$/u;

/** What a browser could take for a page, and a shell for a program. */
const MARKUP = /^\s*<[!?a-z/]/i;
const PROGRAM = '#!';

/** Whether bytes are a text in UTF-8, with or without the mark of it at the beginning. */
export function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return CHARACTERS.test(text) && !MARKUP.test(text) && !text.startsWith(PROGRAM);
  } catch {
    return false;
  }
}
