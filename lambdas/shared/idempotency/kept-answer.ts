import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock';
import type { KeyRing } from '../rings/key-ring';
import { secondsOf } from '../seconds-of';
import { MalformedRecordError } from '../store/errors';
import { readDocument } from '../store/read-document';
import type { Change, RecordKey, RecordKind, RecordStore, TableName } from '../store/record-store';
import { IdempotencyKeyReusedError } from './errors';
import { digestOf, keyOf, type Write } from './write';

/** What answers are kept with. */
export interface KeptAnswerParts {
  readonly store: Pick<RecordStore, 'get'>;
  /** What they are sealed with. */
  readonly sessionKeys: Pick<KeyRing, 'open' | 'seal'>;
  readonly clock: Clock;
}

/** Where answers lie, and how one is read. */
export interface AnswerKind<Answer> {
  readonly table: TableName;
  readonly schema: z.ZodMiniType<Answer>;
}

/** A write in a tenant. */
export interface TenantWrite extends Write {
  readonly tenant: string;
}

/** An answer that is kept under a key, and what it seals it for. */
interface Place {
  readonly at: RecordKey;
  readonly use: string;
}

const NAME = 'idempotency';
const KEPT_SECONDS = 86_400;

const stored = z.strictObject({ sealed: z.string() });

/**
 * Lets a write to DynamoDB take effect once (AVL-4): its answer is kept for 24 hours, by a change of the very transaction that makes it
 * (decision 0134). Of two at once one commits; the other has lost, reads anew and finds the answer. A write without a key has none.
 */
export class KeptAnswer<Answer> {
  readonly #place: Place | undefined;
  readonly #request: string;
  readonly #kind: RecordKind<z.infer<typeof stored>>;
  readonly #content: RecordKind<{ readonly request: string; readonly answer: Answer }>;

  /** @throws {InvalidIdempotencyKeyError} */
  constructor(
    private readonly parts: KeptAnswerParts,
    { table, schema }: AnswerKind<Answer>,
    write: TenantWrite,
  ) {
    this.#place = placeOf(write);
    this.#request = digestOf(write).toString('base64url');
    this.#kind = { name: NAME, table, parse: parserOf(stored) };
    this.#content = { name: NAME, table, parse: parserOf(z.strictObject({ request: z.string(), answer: schema })) };
  }

  /**
   * The answer that the same write got before; `undefined` when it wasn't made within 24 hours. Whether its caller may still make it is
   * to be decided before.
   * @throws {IdempotencyKeyReusedError} for another request under the same key
   */
  async before(): Promise<Answer | undefined> {
    if (this.#place === undefined) return undefined;
    const { at, use } = this.#place;
    const found = await this.parts.store.get({ kind: this.#kind, at });
    if (found === undefined) return undefined;
    const { request, answer } = readDocument(this.#content, await this.parts.sessionKeys.open(use, found.value.sealed));
    if (request !== this.#request) throw new IdempotencyKeyReusedError();
    return answer;
  }

  /** What keeps the answer, beside the changes of the write: none without a key. */
  async keep(answer: Answer): Promise<readonly Change[]> {
    if (this.#place === undefined) return [];
    const { at, use } = this.#place;
    const sealed = await this.parts.sessionKeys.seal(use, JSON.stringify({ request: this.#request, answer }));
    return [{ action: 'create', kind: this.#kind, at, value: { sealed }, expiresAt: secondsOf(this.parts.clock) + KEPT_SECONDS }];
  }

  /** What takes an answer away that this request kept, where the write was undone. */
  forget(): readonly Change[] {
    return this.#place === undefined ? [] : [{ action: 'delete', kind: this.#kind, at: this.#place.at, version: 1 }];
  }
}

/**
 * Both are made of the key, and neither tells it. What it seals for isn't stored either: so the table and the ring together open
 * nothing, and whoever knows a key that is easily guessed opens nothing without the ring.
 */
function placeOf({ tenant, caller, route, key: sent }: TenantWrite): Place | undefined {
  if (sent === undefined) return undefined;
  const key = keyOf(sent);
  const hash = (what: string) =>
    createHash('sha256')
      .update(JSON.stringify([what, tenant, caller, route, key]))
      .digest('base64url');
  return { at: { owner: `${NAME}/${hash('place')}`, key: NAME }, use: `kept answer ${hash('seal')}` };
}

function parserOf<Value>(schema: z.ZodMiniType<Value>): (document: unknown) => Value {
  return (document) => {
    const { data, success } = schema.safeParse(document);
    if (!success) throw new MalformedRecordError(NAME);
    return data;
  };
}
