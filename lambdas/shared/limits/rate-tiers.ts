import type { Allowance } from './counters';
import type { Caller } from './caller';

/** Limits calls by tier (EDGE-12). */
export interface RateTiers {
  /**
   * Takes one call of the caller's.
   * @throws {DependencyFailedError} when it can't be counted, and the caller's tier is refused then
   */
  take(caller: Caller): Promise<Allowance>;
}
