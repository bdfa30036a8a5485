import * as z from 'zod/mini';
import { creatorOf } from '../authorization/decide-for';
import { KeptAnswer, type AnswerKind, type KeptAnswerParts } from '../idempotency/kept-answer';
import type { GuestReach } from './guest-records';

/** What a request made: the guest's own schema reads what is stored. */
interface Made {
  readonly id: string;
  readonly stored: unknown;
}

const KIND: AnswerKind<Made> = { table: 'guest', schema: z.strictObject({ id: z.string(), stored: z.unknown() }) };

/** The records that one request makes, in the order in which its handler makes them: each once under the request's `Idempotency-Key`. */
export class Creates {
  #begun = 0;
  #repeated = 0;

  constructor(
    private readonly parts: KeptAnswerParts,
    private readonly reach: GuestReach,
  ) {}

  /** What the next one is kept as. @throws {InvalidIdempotencyKeyError} */
  next(): KeptAnswer<Made> {
    const { caller, tenant, route, request } = this.reach;
    const { params, query, body, headers } = request;
    const write = { tenant, caller: creatorOf(caller), key: headers['idempotency-key'], route: `${route} ${String(this.#begun)}`, body: [params, query, body] };
    this.#begun += 1;
    return new KeptAnswer(this.parts, KIND, write);
  }

  /** One of them was made by an earlier request. */
  repeated(): void {
    this.#repeated += 1;
  }

  /** Whether the request made some, and all of them had been before. */
  get areRepeated(): boolean {
    return this.#begun > 0 && this.#repeated === this.#begun;
  }
}
