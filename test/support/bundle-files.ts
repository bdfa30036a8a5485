import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../../lib/infrastructure/bundles';

/** All files of a built function: `index.js`, and those that it loads later. */
export function bundleFiles(name: string): readonly string[] {
  const folder = bundleFunctions().folderOf(name);
  return readdirSync(folder).map((file) => join(folder, file));
}
