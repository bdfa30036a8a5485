import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Reply } from '../http/request';
import { InvalidIdempotencyKeyError } from './errors';

/** A write, as it is told from others. */
export interface Write {
  /** Who sends it, such as `account/<id>`: keys of others are others. */
  readonly caller: string;
  /** The header `Idempotency-Key`; without it, the write happens as often as it is sent. */
  readonly key: string | undefined;
  /** Method and path, and what of the path is a parameter. */
  readonly route: string;
  /** The body, as it was parsed: what is written otherwise and says the same is the same. */
  readonly body: unknown;
}

/** A reply that is kept for 24 hours. */
export type KeptReply = Reply & { readonly headers: Readonly<Record<string, string>> };

/** As it is, or in quotes, as the draft of the IETF has it (a string of RFC 9651): the key is the same. */
const KEY = /^(?<quote>"?)(?<key>[0-9A-Za-z_-]{16,64})\k<quote>$/;

/** How a kept reply is read. */
export const keptReply: z.ZodMiniType<KeptReply> = z.strictObject({
  status: z.int(),
  body: z.optional(z.unknown()),
  headers: z.record(z.string(), z.string()),
});

/** What marks an answer that was given before. */
export const REPLAYED = Object.freeze({ 'Idempotency-Replayed': 'true' });

/** The key that a header holds. @throws {InvalidIdempotencyKeyError} */
export function keyOf(header: string): string {
  const key = KEY.exec(header)?.groups?.key;
  if (key === undefined) throw new InvalidIdempotencyKeyError();
  return key;
}

/** What is the same for the same request, and for no other. */
export function digestOf({ route, body }: Pick<Write, 'body' | 'route'>): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([route, body]))
    .digest();
}

/** A reply as it is given again. */
export function replayOf({ headers, ...reply }: KeptReply): KeptReply {
  return { ...reply, headers: { ...headers, ...REPLAYED } };
}
