import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { cancelErasure } from '../domain/cancel-erasure';
import { requireFreshSession } from '../domain/sensitive';
import type { Parts } from './parts';

/** `DELETE /auth/erasure`: any session of the account cancels it, without a step-up: who wants to stay loses nothing by it. */
export async function cancelOwnErasure(parts: Parts, request: Request): Promise<Reply> {
  const { value: account } = (await requireFreshSession(parts, personOf(request))).account;
  await cancelErasure(parts, account, request);
  return { status: 204 };
}
