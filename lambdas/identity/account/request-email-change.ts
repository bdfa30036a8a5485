import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { ConflictError } from '../../shared/store/errors';
import { takeOrRefuse } from '../domain/budget';
import { findAccountByEmail } from '../domain/find-account-by-email';
import { drawCode } from '../domain/mailed-code';
import { normaliseEmail } from '../domain/normalise-email';
import { requireFreshSession } from '../domain/sensitive';
import { NEW_ADDRESSES } from './limits';
import type { Parts } from './parts';

/**
 * `POST /auth/email/change`: mails a code to the new address, and tells the present one. The answer is the same for an address that
 * has an account.
 */
export async function requestEmailChange(parts: Parts, request: Request<{ readonly email: string }>): Promise<Reply> {
  const { value: account } = (await requireFreshSession(parts, personOf(request), { stepUp: true })).account;
  await takeOrRefuse(parts.counters, NEW_ADDRESSES, account.id);
  const email = normaliseEmail(request.body.email);
  const known = (await findAccountByEmail(parts.store, parts.rings.hashKeys, email)) !== undefined;
  const { id, code, change } = await drawCode(parts, { purpose: 'email-change', email, account: account.id, isMailed: !known });
  if (!(await parts.store.commit([change], []))) throw new ConflictError();
  await parts.mail.send(email, known ? { kind: 'email-change-to-a-known-address', values: {} } : { kind: 'confirm-email-change', values: { code } });
  await parts.notices.tell(account, { kind: 'email-change-requested', values: {} }, request);
  return { status: 202, body: { change: id } };
}
