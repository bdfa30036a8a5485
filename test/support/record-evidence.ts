import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { writeResult, type Result } from '../../lib/assurance/evidence/result';
import { readProofTitle } from './proof-title';

/** What jest tells of one test file, as far as it matters here. */
export interface TestFileResult {
  readonly testFilePath: string;
  readonly testResults: readonly { readonly title: string; readonly status: string }[];
}

/** Where a run took place, and on what. */
export interface Run {
  /** The repository's root. */
  readonly root: string;
  /** The evidence folder. */
  readonly folder: string;
  /** The digest of what was tested; `undefined` when this run tested nothing that was synthesized. */
  readonly digest: string | undefined;
}

/**
 * Writes what tests proved to the evidence folder, one file a test file: a run replaces the results of what it ran, and
 * drops those of test files that are gone.
 */
export function recordEvidence(results: readonly TestFileResult[], run: Run): void {
  for (const name of evidenceFiles(run.folder)) if (!existsSync(join(run.root, testFileOf(name)))) rmSync(join(run.folder, name));
  for (const result of results) replaceEvidence(result, run);
}

function replaceEvidence(result: TestFileResult, { root, folder, digest }: Run): void {
  const file = join(folder, evidenceFileOf(relative(root, result.testFilePath)));
  const proved = digest === undefined ? [] : provedBy(result, digest);
  rmSync(file, { force: true });
  if (proved.length === 0) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    proved
      .map((one) => `${writeResult(one)}\n`)
      .sort()
      .join(''),
  );
}

/** A skipped test proved nothing and failed nothing. */
function provedBy({ testResults }: TestFileResult, digest: string): Result[] {
  return testResults.flatMap(({ title, status }) => {
    const proof = readProofTitle(title);
    if (proof === undefined || (status !== 'passed' && status !== 'failed')) return [];
    const {
      declaration: { evidence, ...declaration },
      sentence,
    } = proof;
    return [{ ...declaration, class: evidence, sentence, outcome: status, node: process.version, digest }];
  });
}

function evidenceFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
}

function evidenceFileOf(testFile: string): string {
  return `${testFile.split(sep).join('__')}.jsonl`;
}

function testFileOf(evidenceFile: string): string {
  return evidenceFile.slice(0, -'.jsonl'.length).split('__').join('/');
}
