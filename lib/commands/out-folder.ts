import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { OutFolderError } from './errors';

const MANIFEST = 'manifest.json';
const packManifest = z.object({ digest: z.string(), asOf: z.string(), files: z.array(z.object({ name: z.string() })) });

/**
 * Refuses, before any work is done, a folder that may not be replaced whole: only a new or empty one, or an earlier pack
 * without anything else in it, may.
 *
 * @throws {OutFolderError} when it is a file, a link, holds what isn't ours, or can't be made where it is asked for.
 */
export function assertReplaceable(folder: string): void {
  if (folder === '') throw new OutFolderError("--out '': that is no folder's name. Give one, such as --out audit-pack.");
  const problem = orProblem(folder, () => {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found !== undefined) return problemOf(folder, found);
    accessSync(missingLevels(dirname(resolve(folder))).from, constants.W_OK | constants.X_OK);
    return undefined;
  });
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
  assertReplaceable(folder);
  const target = resolve(folder);
  const workshop = orProblem(folder, () => {
    for (const level of missingLevels(dirname(target)).levels) mkdirSync(level);
    return mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  });
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

/** The folders on the way to one that don't exist yet, outermost first; made one by one, as `recursive` spins for ever below /proc. */
function missingLevels(folder: string): { from: string; levels: string[] } {
  const levels: string[] = [];
  let from = folder;
  for (; !existsSync(from); from = dirname(from)) levels.unshift(from);
  return { from, levels };
}

/** A path that can't be used is the caller's to put right, and no defect of ours. */
function orProblem<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof OutFolderError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutFolderError(`--out ${folder}: a folder can't be made there: ${reason}. Name another one.`, { cause: error });
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
