import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { OutFolderError } from './errors';

const MANIFEST = 'manifest.json';
const packManifest = z.object({ digest: z.string(), asOf: z.string(), files: z.array(z.object({ name: z.string() })) });

/**
 * Refuses, before any work is done, a folder that may not be replaced whole: only a new or empty one, or an earlier pack
 * without anything else in it, may.
 *
 * @throws {OutFolderError} when it is a file, a link, or holds what isn't ours.
 */
export function assertReplaceable(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return;
  const problem = problemOf(folder, found);
  if (problem !== undefined) {
    throw new OutFolderError(
      `--out ${folder}: ${problem}. The folder is replaced whole, so only a new or empty folder or an earlier audit pack is allowed: name another one, or empty it yourself.`,
    );
  }
}

/**
 * Puts the files in place of the folder, whole or not at all: they are written beside it and then renamed.
 *
 * @throws {OutFolderError} when the folder may not be replaced.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const target = resolve(folder);
  assertReplaceable(target);
  mkdirSync(dirname(target), { recursive: true });
  const workshop = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    swap(target, workshop, files);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function swap(target: string, workshop: string, files: ReadonlyMap<string, string>): void {
  const [fresh, former] = [join(workshop, 'new'), join(workshop, 'old')];
  mkdirSync(fresh);
  for (const [name, text] of files) writeFileSync(join(fresh, name), text);
  const replaced = lstatSync(target, { throwIfNoEntry: false }) !== undefined;
  if (replaced) renameSync(target, former);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (replaced) renameSync(former, target);
    throw error;
  }
}

function problemOf(folder: string, found: Stats): string | undefined {
  if (found.isSymbolicLink()) return 'it is a link';
  if (!found.isDirectory()) return 'it is not a folder';
  const names = readdirSync(folder);
  if (names.length === 0) return undefined;
  if (!names.includes(MANIFEST)) return `it isn't empty and has no ${MANIFEST}`;
  const ours = packFiles(join(folder, MANIFEST));
  if (ours === undefined) return `its ${MANIFEST} is not that of an audit pack`;
  const foreign = names.filter((name) => !ours.includes(name)).sort();
  return foreign.length === 0 ? undefined : `it holds what no audit pack holds: ${foreign.join(', ')}`;
}

function packFiles(manifest: string): string[] | undefined {
  const parsed = packManifest.safeParse(readJson(manifest));
  return parsed.success ? [MANIFEST, ...parsed.data.files.map((file) => file.name)] : undefined;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
