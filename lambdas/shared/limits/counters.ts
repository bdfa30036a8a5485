/** How much of something is allowed in a time. */
export interface Limit {
  /** Of what, such as `sign-in-address`: each counts for itself. */
  readonly name: string;
  readonly max: number;
  /** From the first of them on, then from nothing again. */
  readonly windowSeconds: number;
}

/** What a count says. */
export interface Allowance {
  readonly allowed: boolean;
  /** How many more are allowed in this window, after this one. */
  readonly remaining: number;
  /** Seconds until the window ends; 0 when one is allowed now. */
  readonly retryAfterSeconds: number;
}

/**
 * Counts attempts, exactly also when many come at once: of those in one window never more than the limit's `max` are allowed.
 * A subject is a pseudonym, such as a keyed hash of an address: it is stored as it is given. Each method throws
 * {@link DependencyFailedError} when the count can't be told, and then nothing is allowed.
 */
export interface Counters {
  /** Takes one. A refused one isn't counted, so that a window ends whatever comes. */
  take(limit: Limit, subject: string): Promise<Allowance>;
  /** Gives one of this window back, such as after an attempt that succeeded. */
  giveBack(limit: Limit, subject: string): Promise<void>;
  /** What `take` would say, without taking; `remaining` is what may still be taken. */
  peek(limit: Limit, subject: string): Promise<Allowance>;
}
