/** The same things, counted in two stores. */
export interface Comparison {
  /** How many each store has, by the store's name. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many are in one of the two alone, and not on their way. */
  readonly difference: number;
  /** How many tenants have too much in them to be compared; absent when all were. */
  readonly uncompared?: number;
}

/** Two stores that must agree on something (AVL-4). */
export interface Pair {
  readonly name: string;
  /**
   * Compares them.
   * @param settled milliseconds since 1970: what is younger may be on its way
   * @throws {DependencyFailedError} when a store doesn't answer
   */
  compare(settled: number): Promise<Comparison>;
}
