import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestAssembly } from '../../lib/assurance/evidence/digest';
import { recordEvidence, type TestFileResult } from './record-evidence';
import { digestSources, TEST_ASSEMBLY, TEST_ASSEMBLY_DIGEST } from './test-assembly';

const root = join(__dirname, '..', '..');

/** Records what the tests of this run proved, see `proves`. */
export default class EvidenceReporter {
  readonly #results: TestFileResult[] = [];

  onTestFileResult(_test: unknown, result: TestFileResult): void {
    this.#results.push(result);
  }

  onRunComplete(): void {
    recordEvidence(this.#results, { root, folder: join(root, '.evidence'), digest: digestOfRun() });
  }
}

/** What this run tested; `undefined` when it synthesized nothing and the last assembly is of other sources. */
function digestOfRun(): string | undefined {
  if (!existsSync(TEST_ASSEMBLY) || !existsSync(TEST_ASSEMBLY_DIGEST)) return undefined;
  return readFileSync(TEST_ASSEMBLY_DIGEST, 'utf8') === digestSources() ? digestAssembly(TEST_ASSEMBLY) : undefined;
}
