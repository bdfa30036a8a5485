import type { KeyOwner } from './key-owner';

/** Which data key. */
export interface KeyName {
  readonly owner: KeyOwner;
  readonly fieldClass: string;
  /** Counted from 1. */
  readonly version: number;
}

/** A data key as it is stored. */
export interface WrappedDataKey extends KeyName {
  /** KMS's ciphertext of it. */
  readonly wrapped: Uint8Array;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** A data key without its ciphertext. */
export type ListedKey = Omit<WrappedDataKey, 'wrapped'>;

/** What the store knows of a data key. An erased owner has none, whatever is still there. */
export type Found = { readonly state: 'found'; readonly key: WrappedDataKey } | { readonly state: 'absent' } | { readonly state: 'erased' };

/** The table of wrapped data keys, which is its own and has short backups (KEY-8). All reads are consistent. */
export interface DataKeyStore {
  /** Another one after each restore: it names the copy, not the table. */
  identity(): Promise<string>;
  /** The key of the highest version. */
  newest(owner: KeyOwner, fieldClass: string): Promise<Found>;
  get(name: KeyName): Promise<Found>;
  /** All keys, an owner's one after another; those that come or go meanwhile may be left out. */
  list(): AsyncIterable<ListedKey>;
  /** Stores a key unless that version exists: of two that create it at once, one is told `exists`. */
  create(key: WrappedDataKey): Promise<'created' | 'exists' | 'erased'>;
  /** Stores the same key in another wrapping; false when it isn't wrapped as `key.wrapped` says any more. */
  rewrap(key: WrappedDataKey, wrapped: Uint8Array): Promise<boolean>;
  /** Destroys one version. */
  destroy(name: KeyName): Promise<void>;
  /** Destroys all keys of an owner for good, and lets none be made again. May be repeated. */
  erase(owner: KeyOwner): Promise<void>;
}
