import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Account } from '../domain/account';
import { takeOrRefuse } from '../domain/budget';
import { acceptPassword, normalisePassword } from '../domain/password-policy';
import { revokeOtherSessions } from '../domain/revoke-other-sessions';
import { requireFreshSession, type FreshSession } from '../domain/sensitive';
import { changeAccount, recordFailure } from './change-account';
import { NoPasswordError, WrongPasswordError } from './errors';
import { PRESENT_PASSWORDS } from './limits';
import type { Parts } from './parts';

/** What `POST /auth/password/change` takes. */
export interface PasswordChange {
  readonly current_password: string;
  readonly new_password: string;
}

/** `POST /auth/password/change`: gives no session, removes no factor, and revokes all other sessions (IDN-12). */
export async function changePassword(parts: Parts, request: Request<PasswordChange>): Promise<Reply> {
  const { value } = (await requireFreshSession(parts, personOf(request), { stepUp: true })).account;
  await provePresent(parts, request, value);
  const password = await acceptPassword(request.body.new_password, await parts.pool.emailOf(value.id));
  // Before the password: none is set without the revocation and its event.
  const account = await changeAccount(parts, request, ({ account: { value: present }, session }) => {
    const now = secondsOf(parts.clock);
    return { ...revokeOtherSessions({ ...present, passwordChangedAt: now }, session, now), facts: [{ action: 'password.changed' }] };
  });
  await setPassword(parts, request, account, password);
  await parts.notices.tell(account, { kind: 'password-changed', values: {} }, request);
  await revokeAgain(parts, request);
  return { status: 204 };
}

/** Until the pool had the new password the old one still held, and may have opened a session, or be about to. */
async function revokeAgain(parts: Parts, request: Request<PasswordChange>): Promise<void> {
  const decide = ({ account: { value }, session }: FreshSession) => ({
    ...revokeOtherSessions(value, session, secondsOf(parts.clock)),
    facts: [{ action: 'session.revoked' } as const],
  });
  await changeAccount(parts, request, decide, { stepUp: false });
}

async function provePresent(parts: Parts, request: Request<PasswordChange>, account: Account): Promise<void> {
  if (!account.hasPassword) throw new NoPasswordError();
  await takeOrRefuse(parts.counters, PRESENT_PASSWORDS, account.id);
  const proven = await parts.pool.provePassword(account.id, normalisePassword(request.body.current_password), request);
  if (proven !== undefined) return;
  await recordFailure(parts, request, account, { action: 'password.changed', result: 'failure' });
  throw new WrongPasswordError();
}

async function setPassword(parts: Parts, request: Request<PasswordChange>, account: Account, password: string): Promise<void> {
  try {
    await parts.pool.setPassword(account.id, password);
  } catch (error) {
    await recordFailure(parts, request, account, { action: 'password.changed', result: 'error' });
    throw error;
  }
}
