import type { Clock } from '../../shared/clock';
import type { Person } from '../../shared/http/request';
import { requireStepUp } from '../../shared/http/step-up';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, Found, RecordStore } from '../../shared/store/record-store';
import type { Account } from './account';
import { readPerson } from './read-person';
import { accountAt, accountRecord } from './records/account-record';
import { sessionAt, sessionRecord } from './records/session-record';
import type { Session } from './session';
import { AccountSuspendedError, SessionEndedError } from './session-errors';
import { endOf } from './session-limits';

/** A person's account and session as they are now, with the versions by which a change is committed. */
export interface FreshSession {
  readonly account: Found<Account>;
  readonly session: Found<Session>;
}

/**
 * Compares a token with the tables, in one call: for sensitive actions a revocation holds at once, and not when the token expires (IDN-9).
 * @param options `stepUp`: the last proof of who they are must be at most {@link STEP_UP_SECONDS} old, by the record and not by the token
 * @throws {SessionEndedError} when the session is over, revoked or unknown
 * @throws {AccountSuspendedError} when the account is suspended
 * @throws {StepUpRequiredError} when the proof is too old
 */
export async function requireFreshSession(
  { store, clock }: { readonly store: RecordStore; readonly clock: Clock },
  principal: Pick<Person, 'account' | 'session'>,
  options: { readonly stepUp?: boolean } = {},
): Promise<FreshSession> {
  const now = secondsOf(clock);
  const { account, session } = await readPerson(store, principal);
  if (account === undefined || session === undefined || endOf(session.value, account.value, now) !== undefined) throw new SessionEndedError();
  if (account.value.status !== 'active') throw new AccountSuspendedError();
  if (options.stepUp === true) requireStepUp(session.value.authenticatedAt, now);
  return { account, session };
}

/** Goes into the commit of what an account must still allow: one that was changed meanwhile, or suspended, allows nothing. */
export function unlessChanged({ value: { id }, version }: Found<Account>): Change {
  return { action: 'check', kind: accountRecord, at: accountAt(id), version };
}

/** Goes into the commit of what a session changes beside itself: one that is revoked meanwhile changes nothing. */
export function unlessRevoked({ value: { account, id }, version }: Found<Session>): Change {
  return { action: 'check', kind: sessionRecord, at: sessionAt(account, id), version };
}
