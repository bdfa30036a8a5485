import { ConflictError } from './errors';

const ATTEMPTS = 3;

/**
 * Reads, decides and commits; when others were faster, again from the reading on.
 * @param attempt what it returns is the outcome; `undefined` when its commit was false
 * @throws {ConflictError} when others are always faster
 */
export async function untilCommitted<Outcome>(attempt: () => Promise<Outcome | undefined>): Promise<Outcome> {
  for (let count = 1; count <= ATTEMPTS; count++) {
    const outcome = await attempt();
    if (outcome !== undefined) return outcome;
  }
  throw new ConflictError();
}
