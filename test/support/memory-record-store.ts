import type { AuditEvent } from '../../lambdas/shared/audit/event';
import { clock as wallClock, type Clock } from '../../lambdas/shared/clock';
import { DependencyFailedError } from '../../lambdas/shared/dependency-failed-error';
import { readDocument } from '../../lambdas/shared/store/read-document';
import type { Change, Found, Page, Query, RecordKey, RecordKind, RecordStore } from '../../lambdas/shared/store/record-store';

/** What the store was called for. */
export type StoreCall = 'commit' | 'get' | 'getBoth' | 'list';

/** One stored record, its document as JSON, as it lies in the table. */
interface StoredRecord extends RecordKey {
  readonly table: string;
  readonly document: string;
  readonly version: number;
  readonly expiresAt: number | undefined;
}

interface PlannedFailure {
  readonly error: Error;
  readonly on: StoreCall | undefined;
}

/** Records in memory, which keep to the same contract as those in DynamoDB. Documents pass through JSON, as there. */
export class MemoryRecordStore implements RecordStore {
  /** The outbox, in the order of commits. */
  readonly events: AuditEvent[] = [];
  /** How often each was called: one call each to AWS. */
  readonly calls: Record<StoreCall, number> = { commit: 0, get: 0, getBoth: 0, list: 0 };
  /** Runs before each commit decides, such as to let another caller be faster. */
  beforeCommit: (() => Promise<void> | void) | undefined;

  readonly #records = new Map<string, StoredRecord>();
  readonly #failures: PlannedFailure[] = [];
  #conflicts = 0;

  constructor(private readonly clock: Clock = wallClock) {}

  /** Lets the next call fail, or the next call of this name. */
  failNext(error: Error = new DependencyFailedError('dynamodb:Any', new Error('down')), on?: StoreCall): void {
    this.#failures.push({ error, on });
  }

  /** Lets the next commits lose, whatever they hold. */
  conflictNext(times = 1): void {
    this.#conflicts += times;
  }

  /** All calls so far. */
  get callCount(): number {
    return Object.values(this.calls).reduce((sum, count) => sum + count, 0);
  }

  /** What lies in the tables, also what has expired: to look for what mustn't be there. */
  get stored(): readonly StoredRecord[] {
    return [...this.#records.values()];
  }

  async get<Value>(query: Query<Value>): Promise<Found<Value> | undefined> {
    await this.#called('get');
    return this.#found(query);
  }

  async getBoth<One, Other>(one: Query<One>, other: Query<Other>): Promise<readonly [Found<One> | undefined, Found<Other> | undefined]> {
    await this.#called('getBoth');
    return [this.#found(one), this.#found(other)];
  }

  async list<Value>(kind: RecordKind<Value>, owner: string, prefix: string, page?: Page): Promise<readonly (Found<Value> & RecordKey)[]> {
    await this.#called('list');
    const keys = this.stored.filter((record) => record.table === kind.table && record.owner === owner && record.key.startsWith(prefix)).map(({ key }) => key);
    const after = keys.sort().filter((key) => page?.after === undefined || key > page.after);
    return after.slice(0, page?.limit).flatMap((key) => {
      const found = this.#found({ kind, at: { owner, key } });
      return found === undefined ? [] : [{ ...found, owner, key }];
    });
  }

  async commit(changes: readonly Change[], events: readonly AuditEvent[]): Promise<boolean> {
    await this.#called('commit');
    await this.beforeCommit?.();
    refuseImpossible(changes, events);
    if (this.#conflicts > 0) {
      this.#conflicts -= 1;
      return false;
    }
    const seen = new Set(this.events.map(({ id }) => id));
    if (events.some(({ id }) => seen.has(id)) || !changes.every((change) => this.#holds(change))) return false;
    for (const change of changes) this.#apply(change);
    this.events.push(...events);
    return true;
  }

  async #called(call: StoreCall): Promise<void> {
    this.calls[call] += 1;
    await Promise.resolve();
    const index = this.#failures.findIndex(({ on }) => on === undefined || on === call);
    const [failure] = index === -1 ? [] : this.#failures.splice(index, 1);
    if (failure !== undefined) throw failure.error;
  }

  #found<Value>({ kind, at }: Query<Value>): Found<Value> | undefined {
    const record = this.#live(placeOf(kind, at));
    return record === undefined ? undefined : { value: readDocument(kind, record.document), version: record.version };
  }

  #live(place: string): StoredRecord | undefined {
    const record = this.#records.get(place);
    return record?.expiresAt !== undefined && record.expiresAt <= Math.floor(this.clock() / 1000) ? undefined : record;
  }

  #holds(change: Change): boolean {
    const live = this.#live(placeOf(change.kind, change.at));
    return change.action === 'create' ? live === undefined : live?.version === change.version;
  }

  #apply(change: Change): void {
    const place = placeOf(change.kind, change.at);
    if (change.action === 'delete') this.#records.delete(place);
    if (change.action === 'delete' || change.action === 'check') return;
    const { kind, at, value, expiresAt } = change;
    const version = change.action === 'create' ? 1 : change.version + 1;
    this.#records.set(place, { ...at, table: kind.table, document: JSON.stringify(value), version, expiresAt });
  }
}

/** What DynamoDB refuses as invalid: a fault of ours. */
function refuseImpossible(changes: readonly Change[], events: readonly AuditEvent[]): void {
  const places = [...changes.map(({ kind, at }) => placeOf(kind, at)), ...events.map(({ id }) => `event/${id}`)];
  const invalid = places.length === 0 || places.length > 100 || new Set(places).size !== places.length;
  if (invalid) throw new DependencyFailedError('dynamodb:TransactWriteItems', Object.assign(new Error(), { name: 'ValidationException' }));
}

function placeOf(kind: RecordKind<unknown>, { owner, key }: RecordKey): string {
  return JSON.stringify([kind.table, owner, key]);
}
