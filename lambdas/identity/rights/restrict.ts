import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { RestrictionGround } from '../domain/account';
import { describeRestriction } from '../domain/describe-rights';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { ErasureWaitsError } from '../domain/rights-errors';
import { changeRestriction } from './change-restriction';
import type { Parts } from './parts';

/** The grounds as their person reads them. */
const WORDS: Readonly<Record<RestrictionGround, string>> = {
  accuracy: 'the data are not accurate',
  unlawful: 'the processing is unlawful, and you want no erasure',
  claims: 'you need the data for legal claims',
  objection: 'you object to the processing, which is being examined',
};

/**
 * `POST /auth/restriction`: from then on the person's data are kept, and shown to nobody else (GDPR art. 18). An objection (art. 21) is
 * one of its grounds: until it is answered, nothing is done with the data that the person doesn't ask for. Asked again, it is of the
 * new ground.
 * @throws {ErasureWaitsError} when the data are to be erased; as {@link changeRestriction}
 */
export async function restrict(parts: Parts, request: Request<{ readonly ground: RestrictionGround }>): Promise<Reply> {
  const { ground } = request.body;
  const account = await changeRestriction(parts, request, { action: 'account.restricted', details: { ground } }, async ({ id, restriction }) => {
    if ((await parts.store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(id) })) !== undefined) throw new ErasureWaitsError();
    return { ground, since: restriction?.since ?? secondsOf(parts.clock) };
  });
  await parts.notices.tell(account, { kind: 'restriction-set', values: { ground: WORDS[ground] } }, request);
  return { status: 200, body: { restriction: describeRestriction(account.restriction) } };
}
