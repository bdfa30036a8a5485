import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../lambdas/shared/authorization/policies');

/** The files that say who may do what, by name: the schema, the policies, the hierarchy of roles and P's roles. */
export function readPolicyFiles(): ReadonlyMap<string, string> {
  const names = readdirSync(FOLDER).toSorted();
  return new Map(names.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
}

/** SHA-256 of the files, each with its name and length, so that no text can move from one to another; hexadecimal. */
export function hashPolicyFiles(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(`${name}\0${String(Buffer.byteLength(text))}\0${text}`);
  return hash.digest('hex');
}
