import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The cloud assembly of this run: synthesized once, read by all tests that need templates. */
export const TEST_ASSEMBLY = join(ROOT, '.cache', 'test-assembly');

/** Holds the digest of the sources that `TEST_ASSEMBLY` was made of. */
export const TEST_ASSEMBLY_DIGEST = join(ROOT, '.cache', 'test-assembly.sha256');

/** What decides the templates and bundles. */
const SOURCES = ['lib/infrastructure', 'lambdas', 'test/support/synthesize.ts', 'package-lock.json', 'cdk.json'];

/** SHA-256 over everything that an assembly is made of, in hex. */
export function digestSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesOf(path: string): readonly string[] {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}
