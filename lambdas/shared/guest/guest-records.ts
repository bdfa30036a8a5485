import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../audit/actions';
import { groundsOf } from '../audit/denied';
import type { AuditPort } from '../audit/audit-port';
import type { AuditFacts } from '../audit/event';
import { whoOf, type Actor } from '../authorization/actor';
import type { Decision } from '../authorization/decide';
import { creatorOf, type Decider } from '../authorization/decide-for';
import { decideOn } from '../authorization/decide-on';
import { denialFacts } from '../authorization/decided-facts';
import type { Clock } from '../clock';
import { openCursor } from '../http/open-cursor';
import type { Request } from '../http/request';
import { IdempotencyKeyInUseError } from '../idempotency/errors';
import type { KeyRing } from '../rings/key-ring';
import { ConflictError } from '../store/errors';
import type { Change, RecordKey, RecordKind, RecordStore } from '../store/record-store';
import { Creates } from './creates';
import { RecordNotFoundError, StrangeRecordError } from './errors';

/** What the records of a guest are reached by. */
export interface GuestRecordParts {
  readonly store: Pick<RecordStore, 'commit' | 'get' | 'list'>;
  readonly audit: AuditPort;
  readonly decide: Decider;
  /** What cursors, and what a record was made as under an `Idempotency-Key`, are sealed with. */
  readonly sessionKeys: Pick<KeyRing, 'open' | 'seal'>;
  readonly clock: Clock;
}

/** In which request, and by which right, they are reached. */
export interface GuestReach extends Actor {
  /** The guest's name. */
  readonly guest: string;
  readonly permission: string;
  /** Method and path, such as `POST /invoices`. */
  readonly route: string;
  readonly request: Request<unknown>;
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

/** What is kept of a record that was given out: which and whose it is, and by which decision; none of one that was just made. */
interface Given extends Omit<GuestRecord<unknown>, 'value'> {
  readonly decision?: Decision;
}

/** Records that are looked at in one call, allowed or not. */
const PAGE = 100;

/**
 * The records of a guest, within the tenant that the caller acts in and within what the policies say of each single one: a handler
 * can't reach further (AZN-3, AZN-5). A change and its audit event are one transaction (AUD-2).
 */
export class GuestRecords<Value> {
  /** What was given out, as it was read: a handler changes nothing else, and neither whose nor which it is. */
  readonly #given = new WeakMap<object, Given>();

  readonly #creates: Creates;

  constructor(
    private readonly parts: GuestRecordParts,
    private readonly kind: RecordKind<Stored<Value>>,
    private readonly reach: GuestReach,
  ) {
    this.#creates = new Creates(parts, reach);
  }

  /**
   * Makes a record, the caller's own. Where the same request was sent before under its `Idempotency-Key`, it is the record that was made
   * then, as it was then (AVL-4).
   * @throws {InvalidIdempotencyKeyError} {IdempotencyKeyReusedError}
   * @throws {IdempotencyKeyInUseError} while that request makes it
   */
  async create(value: Value): Promise<GuestRecord<Value>> {
    const kept = this.#creates.next();
    const before = await kept.before();
    if (before !== undefined) return this.giveAgain(before);
    const id = randomUUID();
    const stored = { creator: creatorOf(this.reach.caller), value };
    const change: Change = { action: 'create', kind: this.kind, at: this.placeOf(id), value: stored };
    if (await this.isDone('record.created', { id }, [change, ...(await kept.keep({ id, stored }))])) return this.give({ id, version: 1, ...stored });
    const faster = await kept.before();
    if (faster !== undefined) return this.giveAgain(faster);
    throw this.reach.request.headers['idempotency-key'] === undefined ? new ConflictError() : new IdempotencyKeyInUseError();
  }

  /** Whether this request made some records, and all of them had been made by an earlier one. */
  get areRepeated(): boolean {
    return this.#creates.areRepeated;
  }

  /** @throws {RecordNotFoundError} when there is none, or the caller may not do this to it; that is in the trail then */
  async find(id: string): Promise<GuestRecord<Value>> {
    const found = await this.parts.store.get({ kind: this.kind, at: this.placeOf(id) });
    const decision = this.decideOn(found?.value);
    if (found !== undefined && decision.allowed) return this.give({ id, version: found.version, ...found.value }, decision);
    const denial = denialFacts({ ...this.reach, decision, resource: `${this.reach.guest}/${id}` });
    await this.parts.store.commit([], [await this.parts.audit.event(denial, this.reach.request)]);
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
    const records = found.flatMap(({ key, version, value }) => {
      const decision = this.decideOn(value);
      return decision.allowed ? [this.give({ id: key, version, ...value }, decision)] : [];
    });
    const last = found.length === PAGE ? found.at(-1) : undefined;
    return { records, ...(last === undefined ? {} : { next: await this.parts.sessionKeys.seal(this.cursorUse, last.key) }) };
  }

  /**
   * Writes a record anew that this request found, listed or made.
   * @throws {ConflictError} when somebody changed it meanwhile
   * @throws {StrangeRecordError} when it came from elsewhere
   */
  async replace(record: GuestRecord<Value>, value: Value): Promise<GuestRecord<Value>> {
    const given = this.taken(record);
    const { id, version, creator, decision } = given;
    const stored = { creator, value };
    await this.commit('record.updated', given, { action: 'replace', kind: this.kind, at: this.placeOf(id), value: stored, version });
    return this.give({ id, version: version + 1, ...stored }, decision);
  }

  /**
   * Takes a record away that this request found, listed or made.
   * @throws {ConflictError} when somebody changed it meanwhile
   * @throws {StrangeRecordError} when it came from elsewhere
   */
  async remove(record: GuestRecord<Value>): Promise<void> {
    const given = this.taken(record);
    const { id, version } = given;
    await this.commit('record.deleted', given, { action: 'delete', kind: this.kind, at: this.placeOf(id), version });
  }

  private giveAgain({ id, stored }: { readonly id: string; readonly stored: unknown }): GuestRecord<Value> {
    this.#creates.repeated();
    return this.give({ id, version: 1, ...this.kind.parse(stored) });
  }

  private give(record: GuestRecord<Value>, decision?: Decision): GuestRecord<Value> {
    const { id, version, creator } = record;
    this.#given.set(record, { id, version, creator, ...(decision === undefined ? {} : { decision }) });
    return record;
  }

  private taken(record: GuestRecord<Value>): Given {
    const given = this.#given.get(record);
    if (given === undefined) throw new StrangeRecordError(this.reach.guest);
    return given;
  }

  private get cursorUse(): string {
    return `cursor of ${this.reach.guest} ${this.reach.tenant}`;
  }

  /** To the policies, what a guest keeps is a document. */
  private decideOn(stored: Stored<Value> | undefined): Decision {
    const { caller, permission, tenant } = this.reach;
    return decideOn(this.parts.decide, caller, permission, stored && { type: 'Document', tenant, creator: stored.creator });
  }

  private async commit(action: AuditAction, given: Pick<Given, 'decision' | 'id'>, change: Change): Promise<void> {
    if (!(await this.isDone(action, given, [change]))) throw new ConflictError();
  }

  /** What was just made was decided on by the authorizer alone: it is the caller's own, as it asked. */
  private async isDone(action: AuditAction, { id, decision }: Pick<Given, 'decision' | 'id'>, changes: readonly Change[]): Promise<boolean> {
    const { guest, permission, request } = this.reach;
    const who = whoOf(this.reach);
    const details = { ...who.details, permission, ...(decision === undefined ? {} : groundsOf(decision)) };
    const facts: AuditFacts = { ...who, action, result: 'success', resource: `${guest}/${id}`, details };
    return this.parts.store.commit(changes, [await this.parts.audit.event(facts, request)]);
  }

  private placeOf(id: string): RecordKey {
    return { owner: `tenant/${this.reach.tenant}`, key: id };
  }
}
