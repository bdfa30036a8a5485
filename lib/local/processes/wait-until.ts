import { setTimeout } from 'node:timers/promises';
import { PartNotStartedError } from '../errors';
import type { GuardedProcess } from './guarded-process';

const PAUSE_MILLISECONDS = 50;

/**
 * Waits until a part answers. One that doesn't is stopped.
 * @param seconds how long at most
 * @throws {PartNotStartedError} when it ends before, or doesn't answer in time
 */
export async function waitUntil(part: GuardedProcess, seconds: number, answers: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  const ended = part.ended.then((code) => `it ended with exit code ${String(code)}`);
  for (;;) {
    const problem = await answers().then(
      () => undefined,
      (error: unknown) => error ?? 'no answer',
    );
    if (problem === undefined) return;
    const why = performance.now() > end ? `no answer in ${String(seconds)} s` : await Promise.race([ended, setTimeout(PAUSE_MILLISECONDS, undefined)]);
    if (why === undefined) continue;
    await part.stop();
    throw new PartNotStartedError(part.part, why, part.tail, { cause: problem });
  }
}
