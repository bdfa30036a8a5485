/** How often something may happen. */
export interface Limit {
  /** Such as `sign-in address`. */
  readonly name: string;
  readonly max: number;
  readonly windowSeconds: number;
}

/** What is left of a budget. */
export interface Budget {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly retryAfterSeconds: number;
}

/** Budgets, exact under concurrency. */
export interface Counters {
  take(limit: Limit, subject: string): Promise<Budget>;
  giveBack(limit: Limit, subject: string): Promise<void>;
  peek(limit: Limit, subject: string): Promise<Budget>;
}
