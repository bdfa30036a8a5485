import type { Reply, Request } from '../../shared/http/request';
import { NotRestrictedError } from '../domain/rights-errors';
import { changeRestriction } from './change-restriction';
import type { Parts } from './parts';

/**
 * `DELETE /auth/restriction`: nobody but its person lifts it.
 * @throws {NotRestrictedError}; as {@link changeRestriction}
 */
export async function liftRestriction(parts: Parts, request: Request): Promise<Reply> {
  const account = await changeRestriction(parts, request, { action: 'account.restriction.lifted' }, ({ restriction }) => {
    if (restriction === undefined) throw new NotRestrictedError();
    return Promise.resolve(undefined);
  });
  await parts.notices.tell(account, { kind: 'restriction-lifted', values: {} }, request);
  return { status: 204 };
}
