import { HOUR_SECONDS } from '../../shared/durations';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Limit } from '../../shared/limits/counters';
import { aboutAccount } from '../domain/about-account';
import { takeOrRefuse } from '../domain/budget';
import { describeErasure } from '../domain/describe-rights';
import { drawErasureRequest } from '../domain/erasure-request';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { AccountRestrictedError, ErasureWaitsError } from '../domain/rights-errors';
import { requireFreshSession, unlessChanged, unlessRevoked, type FreshSession } from '../domain/sensitive';
import { LastOwnerError } from '../domain/tenants/errors';
import { leaveTenant } from '../domain/tenants/leave-tenant';
import type { Parts } from './parts';

/** Each sends mail. */
const ERASURES: Limit = { name: 'erasures-asked', max: 5, windowSeconds: HOUR_SECONDS };

/**
 * `POST /auth/erasure`: the account is erased after the configured delay, within which whoever has one of its channels or sessions can
 * cancel it (CMP-6, GDPR art. 17). Other sessions stay, since each of them can cancel.
 * @throws {AccountRestrictedError} {ErasureWaitsError} {LastOwnerError}; as {@link requireFreshSession}
 */
export async function askErasure(parts: Parts, request: Request): Promise<Reply> {
  const fresh = await requireFreshSession(parts, personOf(request), { stepUp: true });
  const account = fresh.account.value;
  if (account.restriction !== undefined) throw new AccountRestrictedError();
  if ((await parts.store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(account.id) })) !== undefined) throw new ErasureWaitsError();
  if ((await leaveTenant(parts.store, account)) === undefined) throw new LastOwnerError();
  await takeOrRefuse(parts.counters, ERASURES, account.id);
  return begin(parts, request, fresh);
}

/** The mail with the code goes first: what nobody could cancel doesn't begin. */
async function begin(parts: Parts, request: Request, { account: found, session }: FreshSession): Promise<Reply> {
  const account = found.value;
  const { request: value, cancellation } = await drawErasureRequest(parts.rings.peppers, account, secondsOf(parts.clock), parts.erasureDelayDays);
  const values = { cancel: cancellation, from: new Date(value.dueAt * 1000).toUTCString() };
  await parts.mail.send(await parts.pool.emailOf(account.id), { kind: 'confirm-erasure', values });
  const event = await parts.audit.event({ action: 'account.erasure.requested', result: 'success', ...aboutAccount(account) }, request);
  const asked = { action: 'create', kind: ERASURE_REQUEST, at: erasureRequestAt(account.id), value } as const;
  if (!(await parts.store.commit([asked, unlessChanged(found), unlessRevoked(session)], [event]))) throw new ConflictError();
  await parts.notices.tell(account, { kind: 'erasure-requested', values }, request);
  return { status: 202, body: { erasure: describeErasure(value) } };
}
