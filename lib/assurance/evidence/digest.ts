import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a run-time result was won on: SHA-256 over every template and every bundle of a cloud assembly, in hex. The same
 * for the same contents wherever the assembly lies; what the CDK writes beside them (manifests, metadata with stack
 * traces) isn't deployed and doesn't count.
 */
export function digestAssembly(directory: string): string {
  const files = deployedFiles(directory, '').sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0${sha256(readFileSync(join(directory, file)))}\n`);
  return hash.digest('hex');
}

/** SHA-256 in hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function deployedFiles(directory: string, below: string): string[] {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return deployedFiles(directory, path);
    return isDeployed(path) ? [path] : [];
  });
}

function isDeployed(path: string): boolean {
  return path.endsWith('.template.json') || path.split('/').some((segment) => segment.startsWith('asset.'));
}
