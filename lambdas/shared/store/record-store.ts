import type { AuditEvent } from '../audit/event';

/** The tables of sign-in, and the one that a guest has. */
export type TableName = 'accounts' | 'flows' | 'guest' | 'sessions';

/** The names of the tables that a function reaches: all of sign-in, or its own as a guest. */
export type Tables = Readonly<Record<'guest', string>> | Readonly<Record<Exclude<TableName, 'guest'>, string>>;

/** A kind of record: its table, and how a stored document is read. */
export interface RecordKind<Value> {
  readonly name: string;
  readonly table: TableName;
  /**
   * Reads a stored document.
   * @throws {MalformedRecordError} when it isn't one
   */
  readonly parse: (document: unknown) => Value;
}

/** Where a record lies in its table. */
export interface RecordKey {
  readonly owner: string;
  readonly key: string;
}

/** A record, and which version of it. */
export interface Found<Value> {
  readonly value: Value;
  /** 1 when created, one more with each change. */
  readonly version: number;
}

/** One change of a transaction. Each holds only while the record is as it was read. */
export type Change =
  /** Fails when there is one; one that has expired counts as gone, also before DynamoDB removes it. */
  | { readonly action: 'create'; readonly kind: RecordKind<unknown>; readonly at: RecordKey; readonly value: unknown; readonly expiresAt?: number }
  | {
      readonly action: 'replace';
      readonly kind: RecordKind<unknown>;
      readonly at: RecordKey;
      readonly value: unknown;
      readonly version: number;
      readonly expiresAt?: number;
    }
  | { readonly action: 'delete'; readonly kind: RecordKind<unknown>; readonly at: RecordKey; readonly version: number }
  /** Changes nothing; the transaction fails unless the record still has this version. */
  | { readonly action: 'check'; readonly kind: RecordKind<unknown>; readonly at: RecordKey; readonly version: number };

/** A part of a list. */
export interface Page {
  /** The key that comes before it, whether or not there is a record. */
  readonly after?: string | undefined;
  /** How many records it has at most; what has expired counts among them. */
  readonly limit: number;
}

/** What is asked for: a kind and a place. */
export interface Query<Value> {
  readonly kind: RecordKind<Value>;
  readonly at: RecordKey;
}

/**
 * Versioned documents in DynamoDB. All reads are consistent; what has expired (`expiresAt`, seconds since 1970) isn't found, also
 * before DynamoDB removes it. Each method throws {@link DependencyFailedError} when the service fails.
 */
export interface RecordStore {
  /** One call to AWS. */
  get<Value>(query: Query<Value>): Promise<Found<Value> | undefined>;
  /** Two records in one call to AWS. */
  getBoth<One, Other>(one: Query<One>, other: Query<Other>): Promise<readonly [Found<One> | undefined, Found<Other> | undefined]>;
  /** All of an owner's whose keys begin with the prefix, or a page of them, with their keys, sorted by key. */
  list<Value>(kind: RecordKind<Value>, owner: string, prefix: string, page?: Page): Promise<readonly (Found<Value> & RecordKey)[]>;
  /**
   * Makes all changes and puts the events into the outbox, in one transaction: all or nothing (IDN-9, AUD-2).
   * @returns false, and nothing written, when a condition didn't hold or another transaction was faster
   */
  commit(changes: readonly Change[], events: readonly AuditEvent[]): Promise<boolean>;
}
