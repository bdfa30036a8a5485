import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PythonPackagesError } from '../errors';
import { WORK } from '../folders';
import { findPython } from './find-python';
import { run } from './run';

const REQUIREMENTS = join(__dirname, '..', 'requirements.txt');
const SHOWN_LINES = 12;

/** A Python environment with the pinned packages. */
export interface PythonEnvironment {
  /** Its interpreter. */
  readonly python: string;
  /** Whether it had to be installed just now. */
  readonly installed: boolean;
}

/**
 * Installs the pinned packages into the working folder, unless the same are there already.
 * @throws {PythonMissingError} without a Python to install with
 * @throws {PythonPackagesError} when pip doesn't
 */
export async function installPythonPackages(): Promise<PythonEnvironment> {
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const folder = join(WORK, `python-${digest.slice(0, 12)}`);
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'complete');
  if (existsSync(stamp)) return { python, installed: false };
  await install(folder, python);
  writeFileSync(stamp, '');
  return { python, installed: true };
}

/** What an interrupted installation left is thrown away. */
async function install(folder: string, python: string): Promise<void> {
  const base = await findPython();
  rmSync(folder, { recursive: true, force: true });
  await step(base, ['-m', 'venv', folder]);
  await step(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--require-hashes', '--requirement', REQUIREMENTS]);
}

async function step(python: string, words: readonly string[]): Promise<void> {
  const { code, output } = await run(python, words);
  if (code !== 0) throw new PythonPackagesError(python, output.trim().split('\n').slice(-SHOWN_LINES).join('\n'));
}
