import {
  BatchGetItemCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  type DynamoDBClient,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../audit/event';
import type { Clock } from '../clock';
import { DependencyFailedError } from '../dependency-failed-error';
import { DynamoTable, itemKey, type Item, type Selection } from '../dynamo/dynamo-table';
import { failed } from '../failed';
import { secondsOf } from '../seconds-of';
import { wait as waitFor, type Wait } from '../wait';
import { readDocument } from './read-document';
import type { Change, Found, Page, Query, RecordKey, RecordKind, RecordStore, TableName, Tables } from './record-store';
import { nameOf, outboxWriteOf, writeOf, type Surroundings } from './transaction';

/** What the store is made of. */
export interface DynamoRecordStoreParts {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly outbox: string;
  readonly clock: Clock;
  /** Between attempts to read what DynamoDB left out. @default lets time pass */
  readonly wait?: Wait;
}

/** Codes of a transaction that lost: its own condition didn't hold, or another one was at the same item. */
const LOST: ReadonlySet<string | undefined> = new Set(['ConditionalCheckFailed', 'TransactionConflict']);
const READ_ATTEMPTS = 4;
const FIRST_WAIT_MILLISECONDS = 25;

/** Records in DynamoDB: an item each, the document as JSON beside its version. */
export class DynamoRecordStore implements RecordStore {
  constructor(private readonly parts: DynamoRecordStoreParts) {}

  async get<Value>({ kind, at }: Query<Value>): Promise<Found<Value> | undefined> {
    return this.#found(kind, await this.#table(kind.table).get(at.owner, at.key));
  }

  async getBoth<One, Other>(one: Query<One>, other: Query<Other>): Promise<readonly [Found<One> | undefined, Found<Other> | undefined]> {
    const items = await this.#read([one, other]);
    return [this.#found(one.kind, items.get(this.#placeOf(one))), this.#found(other.kind, items.get(this.#placeOf(other)))];
  }

  async list<Value>(kind: RecordKind<Value>, owner: string, prefix: string, page?: Page): Promise<readonly (Found<Value> & RecordKey)[]> {
    const records: (Found<Value> & RecordKey)[] = [];
    for await (const item of this.#table(kind.table).query(owner, { prefix, ...selectionOf(page) })) {
      const found = this.#found(kind, item);
      if (found !== undefined) records.push({ ...found, owner, key: item.key?.S ?? '' });
    }
    return records;
  }

  /** The token is the same for each attempt of the SDK, so that one whose answer was lost isn't taken for a conflict with itself. */
  async commit(changes: readonly Change[], events: readonly AuditEvent[]): Promise<boolean> {
    const surroundings: Surroundings = { ...this.parts, now: this.#now() };
    const TransactItems = [...changes.map((change) => writeOf(change, surroundings)), ...events.map((event) => outboxWriteOf(event, surroundings))];
    try {
      await this.parts.dynamo.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: randomUUID() }));
      return true;
    } catch (error) {
      if (isLost(error)) return false;
      throw new DependencyFailedError('dynamodb:TransactWriteItems', error);
    }
  }

  /** DynamoDB may answer a part of what was asked for: the rest is asked for again. */
  async #read(queries: readonly Query<unknown>[]): Promise<ReadonlyMap<string, Item>> {
    const items = new Map<string, Item>();
    let rest = this.#requestOf(queries);
    for (let attempt = 0; attempt < READ_ATTEMPTS; attempt += 1) {
      const asked = new BatchGetItemCommand({ RequestItems: rest });
      const { Responses = {}, UnprocessedKeys = {} } = await this.parts.dynamo.send(asked).catch(failed('dynamodb:BatchGetItem'));
      for (const [table, found] of Object.entries(Responses)) {
        for (const item of found) items.set(placeOf(table, { owner: item.owner?.S ?? '', key: item.key?.S ?? '' }), item);
      }
      if (Object.keys(UnprocessedKeys).length === 0) return items;
      rest = UnprocessedKeys;
      await (this.parts.wait ?? waitFor)(FIRST_WAIT_MILLISECONDS * 2 ** attempt);
    }
    throw new DependencyFailedError('dynamodb:BatchGetItem', new Error('Keys that were left out each time.'));
  }

  /** Each place once, or DynamoDB refuses. */
  #requestOf(queries: readonly Query<unknown>[]): Record<string, KeysAndAttributes> {
    const request: Record<string, { Keys: Item[]; ConsistentRead: true }> = {};
    const unique = new Map(queries.map((query) => [this.#placeOf(query), query]));
    for (const { kind, at } of unique.values()) {
      const table = (request[nameOf(this.parts.tables, kind.table)] ??= { Keys: [], ConsistentRead: true });
      table.Keys.push(itemKey(at.owner, at.key));
    }
    return request;
  }

  #placeOf({ kind, at }: Query<unknown>): string {
    return placeOf(nameOf(this.parts.tables, kind.table), at);
  }

  #table(name: TableName): DynamoTable {
    return new DynamoTable(this.parts.dynamo, nameOf(this.parts.tables, name));
  }

  #found<Value>(kind: RecordKind<Value>, item: Item | undefined): Found<Value> | undefined {
    if (item === undefined || (item.expiresAt?.N !== undefined && Number(item.expiresAt.N) <= this.#now())) return undefined;
    return { value: readDocument(kind, item.document?.S), version: Number(item.version?.N) };
  }

  #now(): number {
    return secondsOf(this.parts.clock);
  }
}

function selectionOf(page: Page | undefined): Selection {
  if (page === undefined) return {};
  return { limit: page.limit, ...(page.after === undefined ? {} : { after: page.after }) };
}

/** JSON, since neither part may be parted otherwise. */
function placeOf(table: string, { owner, key }: RecordKey): string {
  return JSON.stringify([table, owner, key]);
}

/** Whether a transaction wrote nothing because others were faster; for any other reason, the service failed. */
function isLost(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code).filter((code) => code !== 'None');
  return codes.length > 0 && codes.every((code) => LOST.has(code));
}
