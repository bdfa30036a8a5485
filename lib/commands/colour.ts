import { styleText } from 'node:util';

/** Lines that a person must not miss, by the word that they start with. */
const COLOURS = Object.freeze({ fail: 'red', warning: 'yellow' } as const);

/** Colours the first word of each failure and warning; `styleText` decides nothing here, as the caller knows its terminal. */
export function colour(text: string): string {
  return text.replace(/^(fail|warning)(?= )/gm, (word) => styleText(COLOURS[word as keyof typeof COLOURS], word, { validateStream: false }));
}
