import type { Allowance, Limit } from './counters';

/** A window that has begun. */
export interface Window {
  readonly count: number;
  /** Seconds since 1970 from which on it is over. */
  readonly expiresAt: number;
}

/** What is left of a window. */
export function allowanceOf(limit: Limit, { count, expiresAt }: Window, allowed: boolean, now: number): Allowance {
  return { allowed, remaining: Math.max(0, limit.max - count), retryAfterSeconds: allowed ? 0 : Math.max(1, expiresAt - now) };
}

/** What may be taken, when nothing is being taken; without a window that still runs, everything. */
export function allowanceLeft(limit: Limit, window: Window | undefined, now: number): Allowance {
  const running = window === undefined || window.expiresAt <= now ? { count: 0, expiresAt: now + limit.windowSeconds } : window;
  return allowanceOf(limit, running, running.count < limit.max, now);
}
