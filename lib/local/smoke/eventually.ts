import { setTimeout } from 'node:timers/promises';
import { FlowError } from './flow';

const PAUSE_MILLISECONDS = 100;
const PATIENCE_MILLISECONDS = 15_000;

/** Asks again until there is an answer. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new FlowError(`${what} didn't happen in ${String(PATIENCE_MILLISECONDS / 1000)} s`);
    await setTimeout(PAUSE_MILLISECONDS);
  }
}
