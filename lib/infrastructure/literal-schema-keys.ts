import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/** The tables of all shapes of a service, in the SDK's client for it. */
const TABLES = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;

const TEXT = /^const (_\w+) = ("[^"\\\n]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]:/g;

/**
 * Writes keys such as `[_xN]` as the text that they stand for. esbuild keeps every object with a computed key, because to
 * compute one could have an effect, and so all shapes of a service for the sake of a few (decision 0074).
 */
export const literalSchemaKeys: Plugin = {
  name: 'literal-schema-keys',
  setup: (build) => {
    build.onLoad({ filter: TABLES }, async ({ path }) => ({ contents: withLiteralKeys(await readFile(path, 'utf8')), loader: 'js' }));
  },
};

/** A key that isn't one of the module's own constant texts stays as it is, and so does `__proto__`, which as text means something else. */
export function withLiteralKeys(source: string): string {
  const texts = new Map([...source.matchAll(TEXT)].map(([, name, text]) => [name, text]));
  return source.replaceAll(COMPUTED_KEY, (key, name: string) => {
    const text = texts.get(name);
    return text === undefined || text === '"__proto__"' ? key : `${text}:`;
  });
}
