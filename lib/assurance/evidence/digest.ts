import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { parseAssemblyJson } from '../templates/parse-assembly-json';
import { AssetOutsideAssembly } from './errors';

/**
 * What a run-time result was won on: SHA-256 over every template, every bundle and every list of what is uploaded under
 * which key of a cloud assembly, in hex. The same for the same contents wherever the assembly lies; what the CDK writes
 * beside them (manifests, metadata with stack traces) isn't deployed and doesn't count.
 * @throws AssetOutsideAssembly when something is to be uploaded whose contents the digest wouldn't cover;
 * AssemblyFileBroken when a list of assets isn't one
 */
export function digestAssembly(directory: string): string {
  const files = deployedFiles(directory, '').sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(directory, file));
    if (file.endsWith(ASSETS)) refuseUncovered(content.toString(), file, files);
    hash.update(`${file}\0${sha256(content)}\n`);
  }
  return hash.digest('hex');
}

/** SHA-256 in hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

const ASSETS = '.assets.json';

function deployedFiles(directory: string, below: string): string[] {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return deployedFiles(directory, path);
    return isDeployed(path) ? [path] : [];
  });
}

function isDeployed(path: string): boolean {
  return path.endsWith('.template.json') || path.endsWith(ASSETS) || path.split('/').some((segment) => segment.startsWith('asset.'));
}

/** Files name a path, images a directory; either may name a program instead, whose output nobody has read. */
const source = z.looseObject({ path: z.string().optional(), directory: z.string().optional() });
const list = z.record(z.string(), z.looseObject({ source })).default({});
const assetsFile = z.looseObject({ files: list, dockerImages: list });

function refuseUncovered(text: string, file: string, covered: readonly string[]): void {
  const { files, dockerImages } = parseAssemblyJson(assetsFile, text, file);
  for (const [id, asset] of [...Object.entries(files), ...Object.entries(dockerImages)]) {
    const named = asset.source.path ?? asset.source.directory;
    if (named === undefined || !covers(covered, file, named)) throw new AssetOutsideAssembly(file, id, named);
  }
}

function covers(covered: readonly string[], file: string, named: string): boolean {
  const path = posix.isAbsolute(named) ? named : posix.join(posix.dirname(file), named);
  return covered.some((one) => one === path || (isDeployed(`${path}/`) && one.startsWith(`${path}/`)));
}
