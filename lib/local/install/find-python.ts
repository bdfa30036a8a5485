import { PythonMissingError } from '../errors';
import { run } from './run';

/** In this order: 3.11 has wheels for every pinned package. */
const CANDIDATES = ['python3.11', 'python3.12', 'python3.10', 'python3', 'python'];
const ALLOWED = 'Python 3.10, 3.11 or 3.12';
const PROBE = 'import sys, venv, ensurepip; assert (3, 10) <= sys.version_info < (3, 13); print(sys.executable)';

/**
 * The Python that the local cloud's environment is made from.
 * @throws {PythonMissingError} when there is none that is new enough and can make one
 */
export async function findPython(candidates: readonly string[] = CANDIDATES): Promise<string> {
  for (const candidate of candidates) {
    const { code, output } = await run(candidate, ['-c', PROBE]);
    if (code === 0) return output.trim();
  }
  throw new PythonMissingError(candidates, ALLOWED);
}
