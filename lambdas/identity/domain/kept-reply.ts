import { creatorOf } from '../../shared/authorization/decide-for';
import type { Person, Request } from '../../shared/http/request';
import { KeptAnswer, type KeptAnswerParts } from '../../shared/idempotency/kept-answer';
import { keptReply, type KeptReply } from '../../shared/idempotency/write';

/**
 * Lets a person's write happen once under an `Idempotency-Key`, in the tenant of their token.
 * @throws {InvalidIdempotencyKeyError}
 */
export function keptReplyOf(parts: KeptAnswerParts, person: Person, route: string, { headers, body }: Request<unknown>): KeptAnswer<KeptReply> {
  const write = { tenant: person.tenant, caller: creatorOf(person), key: headers['idempotency-key'], route, body };
  return new KeptAnswer(parts, { table: 'accounts', schema: keptReply }, write);
}
