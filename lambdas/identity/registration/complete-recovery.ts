import type { Reply, Request, RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Change } from '../../shared/store/record-store';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { CodeRefusedError } from '../domain/code-errors';
import { normalisePassword } from '../domain/password-policy';
import { stateOf, WAIT_SECONDS } from '../domain/recovery';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { passkeyAt, passkeyRecord } from '../domain/records/passkey-record';
import { RECOVERY, recoveryAt } from '../domain/records/recovery-record';
import { revokeAllSessions } from '../domain/session-limits';
import { countPassword } from './count-password';
import { RecoveryWaitsError } from './errors';
import { findRecovery, type FoundRecovery } from './find-recovery';
import { takeCodeBudget, takePasswordBudget } from './limits';
import type { Parts } from './parts';
import { recordRefusals } from './record-refusals';

/** What `POST /auth/recovery/complete` takes. */
export interface RecoveryCompletion {
  readonly code: string;
  readonly password: string;
}

/**
 * `POST /auth/recovery/complete`: after 72 hours, with the mailed code and the password, removes all second factors and revokes
 * all sessions. It signs nobody in. Whose session asks makes no difference: no role stands for one of the two proofs (IDN-18).
 */
export async function completeRecovery(parts: Parts, request: Request<RecoveryCompletion>): Promise<Reply> {
  await takeCodeBudget(parts, request);
  const facts = { action: 'account.recovered', resource: 'recovery' } as const;
  const found = await recordRefusals(parts, request, facts, () => prove(parts, request));
  await removeFactors(parts, request, found);
  await parts.notices.tell(found.account.value, { kind: 'recovery-completed', values: {} }, request);
  return { status: 204 };
}

/** The password is asked for last, so that a code alone tries none before the wait is over. */
async function prove(parts: Parts, request: Request<RecoveryCompletion>): Promise<FoundRecovery> {
  const found = await findRecovery(parts, 'completion', request.body.code);
  const account = found.account.value;
  const now = secondsOf(parts.clock);
  const state = stateOf(found.recovery.value, account, now);
  if (state === 'void') throw new CodeRefusedError();
  if (state === 'waits') throw new RecoveryWaitsError(found.recovery.value.requestedAt + WAIT_SECONDS - now);
  await takePasswordBudget(parts, account.id);
  await provePassword(parts, request, account);
  return found;
}

async function provePassword(parts: Parts, request: Request<RecoveryCompletion>, account: Account): Promise<void> {
  const counted = await countPassword(parts, account.id);
  const proven = await parts.pool.provePassword(account.id, normalisePassword(request.body.password), request);
  if (proven !== undefined) return counted.giveBack();
  const events = counted.locked(aboutAccount(account)).map((facts) => parts.audit.event(facts, request));
  if (events.length > 0) await parts.store.commit([], await Promise.all(events));
  throw new CodeRefusedError();
}

async function removeFactors(parts: Parts, request: RequestFacts, { account, recovery }: FoundRecovery): Promise<void> {
  const { id, passkeys } = account.value;
  const changes: Change[] = [
    { action: 'replace', kind: accountRecord, at: accountAt(id), value: withoutFactors(account.value, secondsOf(parts.clock)), version: account.version },
    { action: 'delete', kind: RECOVERY, at: recoveryAt(id), version: recovery.version },
    ...(await Promise.all(passkeys.map((passkey) => removalOf(parts, passkey.id)))).flat(),
  ];
  const facts = { action: 'account.recovered', result: 'success', ...aboutAccount(account.value) } as const;
  if (!(await parts.store.commit(changes, [await parts.audit.event(facts, request)]))) throw new ConflictError();
}

/** The way from a credential to the account: without it the credential could be registered nowhere again. */
async function removalOf({ store }: Parts, passkey: string): Promise<readonly Change[]> {
  const found = await store.get({ kind: passkeyRecord, at: passkeyAt(passkey) });
  return found === undefined ? [] : [{ action: 'delete', kind: passkeyRecord, at: passkeyAt(passkey), version: found.version }];
}

/** Browsers that were known aren't any more, either: one of them may be what was lost. */
function withoutFactors(account: Account, now: number): Account {
  return { ...revokeAllSessions(account, now), totp: undefined, phone: undefined, passkeys: [], recoveryCodes: [], devices: [] };
}
