import type { KeyOwner } from './key-owner';

/** That a person, or a tenant whose last member they were, was erased, and when. It holds identifiers alone, and outlives every backup of the data keys. */
export interface Erasure {
  readonly owner: KeyOwner;
  /** ISO 8601, UTC. */
  readonly erasedAt: string;
}

/** The list of erasures, in a store of its own that isn't restored together with the data keys. */
export interface ErasureLedger {
  /** Enters an erasure; the entry that stands, which is the earlier one when the owner was erased before. */
  enter(erasure: Erasure): Promise<Erasure>;
  /** All entries, in no particular order. */
  entries(): AsyncIterable<Erasure>;
  /** Notes that the ledger was replayed on a copy of the store of data keys. */
  noteReplay(store: string, at: string): Promise<void>;
  /** Whether it was. */
  wasReplayed(store: string): Promise<boolean>;
}
