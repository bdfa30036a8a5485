import type { Reply, Request, RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { CodeRefusedError } from '../domain/code-errors';
import { untilCommitted } from '../../shared/store/until-committed';
import { EMAIL_USE as EMAIL_ADDRESS_USE } from '../domain/find-account-by-email';
import { checkCode, type AcceptedCode } from '../domain/mailed-code';
import { acceptPassword } from '../domain/password-policy';
import { readAccount } from '../domain/read-account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { revokeAllSessions } from '../domain/session-limits';
import { takeCodeBudget } from './limits';
import type { Parts } from './parts';
import { recordRefusals } from './record-refusals';

/** What `POST /auth/password/reset/confirm` takes. */
export interface ResetConfirmation {
  readonly reset: string;
  readonly code: string;
  readonly password: string;
}

/** `POST /auth/password/reset/confirm`: sets the password and revokes all sessions. It signs nobody in and removes no factor (IDN-12). */
export async function confirmReset(parts: Parts, request: Request<ResetConfirmation>): Promise<Reply> {
  const { reset, code, password } = request.body;
  await takeCodeBudget(parts, request);
  const facts = { action: 'password.reset', resource: `password-reset/${reset}` } as const;
  const accepted = await recordRefusals(parts, request, facts, () => checkCode(parts, 'password-reset', { id: reset, code }).then(ofAccount));
  const normal = await acceptPassword(password, accepted.email);
  const account = await untilCommitted(() => decide(parts, request, accepted));
  await setPassword(parts, request, { account, accepted, password: normal });
  await parts.notices.tell(account, { kind: 'password-reset', values: {} }, request);
  await untilCommitted(() => revokeAgain(parts, request, account.id));
  return { status: 204 };
}

/** The code of an address without an account was never mailed: who guesses it gains nothing. */
function ofAccount(accepted: AcceptedCode): AcceptedCode & { readonly account: string } {
  if (accepted.account === undefined) throw new CodeRefusedError();
  return { ...accepted, account: accepted.account };
}

/** Uses the code up, revokes the sessions and records it, before the password changes: no password is set without them. */
async function decide(
  parts: Parts,
  request: RequestFacts,
  { account, email, used }: AcceptedCode & { readonly account: string },
): Promise<Account | undefined> {
  const found = await readAccount(parts.store, account);
  if (found === undefined) throw new CodeRefusedError();
  // Who has the mailbox of an address that the account had before has nothing to do with it any more.
  if (!(await parts.rings.hashKeys.matches(EMAIL_ADDRESS_USE, email, found.value.emailHash))) throw new CodeRefusedError();
  const now = secondsOf(parts.clock);
  const value: Account = { ...revokeAllSessions(found.value, now), passwordChangedAt: now };
  const change: Change = { action: 'replace', kind: accountRecord, at: accountAt(account), value, version: found.version };
  const facts = { action: 'password.reset', result: 'success', ...aboutAccount(value) } as const;
  return (await parts.store.commit([change, used], [await parts.audit.event(facts, request)])) ? value : undefined;
}

/** Until the pool had the new password the old one still held, and may have opened a session, or be about to. */
async function revokeAgain({ store, audit, clock }: Parts, request: RequestFacts, account: string): Promise<true | undefined> {
  const found = await readAccount(store, account);
  if (found === undefined) return true;
  const value = revokeAllSessions(found.value, secondsOf(clock));
  const change: Change = { action: 'replace', kind: accountRecord, at: accountAt(account), value, version: found.version };
  const facts = { action: 'session.revoked', result: 'success', ...aboutAccount(value) } as const;
  return (await store.commit([change], [await audit.event(facts, request)])) ? true : undefined;
}

/** When the pool fails, the code holds again: it wasn't spent on anything. The sessions stay revoked. */
async function setPassword(
  { pool, store, audit }: Parts,
  request: RequestFacts,
  { account, accepted, password }: { readonly account: Account; readonly accepted: AcceptedCode; readonly password: string },
): Promise<void> {
  try {
    await pool.setPassword(account.id, password);
  } catch (error) {
    const facts = { action: 'password.reset', result: 'error', ...aboutAccount(account) } as const;
    await store.commit([accepted.restored], [await audit.event(facts, request)]);
    throw error;
  }
}
