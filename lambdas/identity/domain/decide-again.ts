import { ConflictError } from '../../shared/store/errors';

const ATTEMPTS = 3;

/**
 * Reads, decides and commits; when something else was faster, again from the beginning, since the decision may be another now.
 * @param attempt gives `undefined` when its commit lost
 * @throws {ConflictError} when it lost three times
 */
export async function decideAgain<Result extends object>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let count = 0; count < ATTEMPTS; count += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new ConflictError();
}
