import type { Clock } from '../../lambdas/shared/clock';

/** A clock that stands still until it is moved. */
export interface ManualClock {
  readonly clock: Clock;
  /** Negative seconds set it back. */
  readonly advance: (seconds: number) => void;
}

export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start;
  return {
    clock: () => now,
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
}
