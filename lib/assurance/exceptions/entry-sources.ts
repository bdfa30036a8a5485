import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A type is no part of what an entry says. */
const TYPE_IMPORT = /^import type [^;]*;$/gm;
/** However it is imported. */
const RELATIVE = /['"`](\.{1,2}\/[^'"`]+)['"`]/g;

/**
 * The files that say what an entry says: its own, and those from which it takes values, such as a list of constructs, with
 * those from which they do.
 * @param root of the repository, to which all files are relative
 * @param file of the entry
 */
export function entrySources(root: string, file: string): readonly string[] {
  const sources = new Set([file]);
  for (const source of sources) for (const imported of importsOf(root, source)) sources.add(imported);
  return [...sources];
}

function importsOf(root: string, file: string): string[] {
  const path = join(root, file);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8').replaceAll(TYPE_IMPORT, '');
  return [...text.matchAll(RELATIVE)].map(([, name = '']) => posix.join(posix.dirname(file), `${name}.ts`));
}
