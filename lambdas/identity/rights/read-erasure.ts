import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { describeErasure } from '../domain/describe-rights';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { requireFreshSession } from '../domain/sensitive';
import type { Parts } from './parts';

/** `GET /auth/erasure`: the erasure that waits, or null. */
export async function readErasure(parts: Parts, request: Request): Promise<Reply> {
  const { value: account } = (await requireFreshSession(parts, personOf(request))).account;
  const found = await parts.store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(account.id) });
  return { status: 200, body: { erasure: describeErasure(found?.value) } };
}
