import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { ConflictError } from '../../shared/store/errors';
import { aboutAccount } from '../domain/about-account';
import { emailSubject, takeOrRefuse } from '../domain/budget';
import { findAccountByEmail } from '../domain/find-account-by-email';
import { drawCode } from '../domain/mailed-code';
import { normaliseEmail } from '../domain/normalise-email';
import { requireFreshSession } from '../domain/sensitive';
import { NEW_ADDRESSES } from './limits';
import type { Parts } from './parts';

/**
 * `POST /auth/email/change`: mails a code to the new address, and tells the present one. The answer is the same for an address that
 * has an account; the trail has who asked and the keyed hash of the address.
 */
export async function requestEmailChange(parts: Parts, request: Request<{ readonly email: string }>): Promise<Reply> {
  const { value: account } = (await requireFreshSession(parts, personOf(request), { stepUp: true })).account;
  await takeOrRefuse(parts.counters, NEW_ADDRESSES, account.id);
  const email = normaliseEmail(request.body.email);
  const known = (await findAccountByEmail(parts.store, parts.rings.hashKeys, email)) !== undefined;
  const { id, code, change } = await drawCode(parts, { purpose: 'email-change', email, account: account.id, isMailed: !known });
  const details = { emailHash: await emailSubject(parts.rings.hashKeys, email) };
  const facts = { action: 'account.email.change.requested', result: known ? 'failure' : 'success', ...aboutAccount(account), details } as const;
  if (!(await parts.store.commit([change], [await parts.audit.event(facts, request)]))) throw new ConflictError();
  await parts.mail.send(email, known ? { kind: 'email-change-to-a-known-address', values: {} } : { kind: 'confirm-email-change', values: { code } });
  await parts.notices.tell(account, { kind: 'email-change-requested', values: {} }, request);
  return { status: 202, body: { change: id } };
}
