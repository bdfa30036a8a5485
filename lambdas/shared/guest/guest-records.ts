import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../audit/actions';
import type { AuditPort } from '../audit/audit-port';
import type { AuditEvent } from '../audit/event';
import { whoOf, type Actor } from '../authorization/actor';
import { creatorOf, type Decider } from '../authorization/decide-for';
import { openCursor } from '../http/open-cursor';
import type { RequestFacts } from '../http/request';
import type { KeyRing } from '../rings/key-ring';
import { ConflictError } from '../store/errors';
import type { Change, RecordKey, RecordKind, RecordStore } from '../store/record-store';
import { RecordNotFoundError, StrangeRecordError } from './errors';

/** What the records of a guest are reached by. */
export interface GuestRecordParts {
  readonly store: Pick<RecordStore, 'commit' | 'get' | 'list'>;
  readonly audit: AuditPort;
  readonly decide: Decider;
  /** What cursors are sealed with. */
  readonly sessionKeys: Pick<KeyRing, 'open' | 'seal'>;
}

/** In which request, and by which right, they are reached. */
export interface GuestReach extends Actor {
  /** The guest's name. */
  readonly guest: string;
  readonly permission: string;
  readonly request: RequestFacts;
}

/** What lies in the table. */
export interface Stored<Value> {
  readonly creator: string;
  readonly value: Value;
}

/** A record of a guest. */
export interface GuestRecord<Value> extends Stored<Value> {
  /** A UUID. */
  readonly id: string;
  /** 1 when created, one more with each change. */
  readonly version: number;
}

/** Records that are looked at in one call, allowed or not. */
const PAGE = 100;

/**
 * The records of a guest, within the tenant that the caller acts in and within what the policies say of each single one: a handler
 * can't reach further (AZN-3, AZN-5). A change and its audit event are one transaction (AUD-2).
 */
export class GuestRecords<Value> {
  /** What was given out, as it was read: a handler changes nothing else, and neither whose nor which it is. */
  readonly #given = new WeakMap<object, Omit<GuestRecord<Value>, 'value'>>();

  constructor(
    private readonly parts: GuestRecordParts,
    private readonly kind: RecordKind<Stored<Value>>,
    private readonly reach: GuestReach,
  ) {}

  /** Makes a record, the caller's own. */
  async create(value: Value): Promise<GuestRecord<Value>> {
    const id = randomUUID();
    const stored = { creator: creatorOf(this.reach.caller), value };
    await this.commit('record.created', id, { action: 'create', kind: this.kind, at: this.placeOf(id), value: stored });
    return this.give({ id, version: 1, ...stored });
  }

  /** @throws {RecordNotFoundError} when there is none, or the caller may not do this to it; that is in the trail then */
  async find(id: string): Promise<GuestRecord<Value>> {
    const found = await this.parts.store.get({ kind: this.kind, at: this.placeOf(id) });
    if (found !== undefined && this.allows(found.value)) return this.give({ id, version: found.version, ...found.value });
    await this.parts.store.commit([], [await this.event('access.denied', id)]);
    throw new RecordNotFoundError();
  }

  /**
   * Those that the caller may reach, a page of them.
   * @param after the `next` of the page before, which is sealed: the last record that was looked at may be one out of reach
   * @throws {InvalidCursorError} when it is none of this tenant's
   */
  async list(after?: string): Promise<{ readonly records: readonly GuestRecord<Value>[]; readonly next?: string }> {
    const page = { limit: PAGE, ...(after === undefined ? {} : { after: await openCursor(this.parts.sessionKeys, this.cursorUse, after) }) };
    const found = await this.parts.store.list(this.kind, this.placeOf('').owner, '', page);
    const allowed = found.filter(({ value }) => this.allows(value));
    const records = allowed.map(({ key, version, value }) => this.give({ id: key, version, ...value }));
    const last = found.length === PAGE ? found.at(-1) : undefined;
    return { records, ...(last === undefined ? {} : { next: await this.parts.sessionKeys.seal(this.cursorUse, last.key) }) };
  }

  /**
   * Writes a record anew that this request found, listed or made.
   * @throws {ConflictError} when somebody changed it meanwhile
   * @throws {StrangeRecordError} when it came from elsewhere
   */
  async replace(record: GuestRecord<Value>, value: Value): Promise<GuestRecord<Value>> {
    const { id, version, creator } = this.taken(record);
    const stored = { creator, value };
    await this.commit('record.updated', id, { action: 'replace', kind: this.kind, at: this.placeOf(id), value: stored, version });
    return this.give({ id, version: version + 1, ...stored });
  }

  /**
   * Takes a record away that this request found, listed or made.
   * @throws {ConflictError} when somebody changed it meanwhile
   * @throws {StrangeRecordError} when it came from elsewhere
   */
  async remove(record: GuestRecord<Value>): Promise<void> {
    const { id, version } = this.taken(record);
    await this.commit('record.deleted', id, { action: 'delete', kind: this.kind, at: this.placeOf(id), version });
  }

  private give(record: GuestRecord<Value>): GuestRecord<Value> {
    const { id, version, creator } = record;
    this.#given.set(record, { id, version, creator });
    return record;
  }

  private taken(record: GuestRecord<Value>): Omit<GuestRecord<Value>, 'value'> {
    const given = this.#given.get(record);
    if (given === undefined) throw new StrangeRecordError(this.reach.guest);
    return given;
  }

  private get cursorUse(): string {
    return `cursor of ${this.reach.guest} ${this.reach.tenant}`;
  }

  /** To the policies, what a guest keeps is a document. */
  private allows({ creator }: Stored<Value>): boolean {
    const { caller, permission, tenant } = this.reach;
    return this.parts.decide(caller, permission, { type: 'Document', tenant, creator }).allowed;
  }

  private async commit(action: AuditAction, id: string, change: Change): Promise<void> {
    if (!(await this.parts.store.commit([change], [await this.event(action, id)]))) throw new ConflictError();
  }

  private event(action: AuditAction, id: string): Promise<AuditEvent> {
    const { guest, permission, request } = this.reach;
    const who = whoOf(this.reach);
    const result = action === 'access.denied' ? 'failure' : 'success';
    return this.parts.audit.event({ ...who, action, result, resource: `${guest}/${id}`, details: { ...who.details, permission } }, request);
  }

  private placeOf(id: string): RecordKey {
    return { owner: `tenant/${this.reach.tenant}`, key: id };
  }
}
