import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes each text to its path below the root, and removes what has none. Answers with the paths of those that changed. */
export function writeTexts(root: string, texts: ReadonlyMap<string, string | undefined>): string[] {
  const changed = [...texts].filter(([path, text]) => textAt(join(root, path)) !== text);
  for (const [path, text] of changed) {
    if (text === undefined) rmSync(join(root, path));
    else writeFileSync(join(root, path), text);
  }
  return changed.map(([path]) => path);
}

function textAt(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
