/** A count that may not exceed its maximum. */
export interface LeaseBudget {
  /** Within the window's item; a pseudonym. */
  readonly name: string;
  readonly max: number;
}

/** Calls that an instance takes at once, to allow them without asking again. */
export interface Lease {
  /** Whose, by pseudonyms: such as `rate-anonymous/v1:<hash>`. */
  readonly owner: string;
  /** Which window, by number. */
  readonly window: number;
  /** Seconds since 1970 at which the window ends. */
  readonly endsAt: number;
  /** What the calls are taken of: all of them or none. */
  readonly budgets: readonly LeaseBudget[];
  /** How many calls: 1 or more. */
  readonly calls: number;
  /** By how much there are more calls, taken for later, that instances hold; negative when fewer. */
  readonly heldMore: number;
  /** How many of those there may be: so many can be lost with instances that are never asked again. */
  readonly mostHeld: number;
}

/** How things stand after a lease, or without one. */
export interface LeaseOutcome {
  readonly granted: boolean;
  /** What the scarcest of the budgets has left. */
  readonly left: number;
  /** How many calls instances hold. */
  readonly held: number;
}

/** Where calls are leased, exactly also when many instances ask at once. Throws {@link DependencyFailedError} when it can't be told. */
export interface LeaseStore {
  take(lease: Lease): Promise<LeaseOutcome>;
}
