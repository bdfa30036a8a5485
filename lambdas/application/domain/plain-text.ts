/** What a document's body admits, with the spaces of every script: no control or invisible character, and none that turns a line around. */
const CHARACTERS = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\n\r]*$/u;

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
