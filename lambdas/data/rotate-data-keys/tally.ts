/** What a run did, and what it left. */
export interface Tally {
  /** Data keys that got a successor. */
  renewed: number;
  /** Rows whose fields were sealed anew. */
  resealed: number;
  /** Rows that somebody else was writing: the next run comes back to them. */
  left: number;
  /** Fields that don't open. Their key stays, and somebody must look. */
  unreadable: number;
  /** Old data keys that are gone for good. */
  destroyed: number;
  /** Old data keys past their grace that something still needs. */
  needed: number;
  /** Old data keys in their grace. */
  waiting: number;
  /** Whether the run got through all owners before its time was up. */
  finished: boolean;
}

/** Nothing done yet. */
export function newTally(): Tally {
  return { renewed: 0, resealed: 0, left: 0, unreadable: 0, destroyed: 0, needed: 0, waiting: 0, finished: false };
}
