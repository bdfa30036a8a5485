/** What a text of JSON says; `undefined`, which JSON can't say, for a text that is none. The parser's error isn't kept: it quotes the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
