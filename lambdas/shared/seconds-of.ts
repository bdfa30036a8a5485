import type { Clock } from './clock';

/** The time of a clock in whole seconds since 1970, as records and tokens have it. */
export function secondsOf(clock: Clock): number {
  return Math.floor(clock() / 1000);
}
