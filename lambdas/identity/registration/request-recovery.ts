import type { Reply, Request, RequestFacts } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Change, Found } from '../../shared/store/record-store';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { decoyOf } from '../domain/decoy';
import { findAccountByEmail } from '../domain/find-account-by-email';
import { normaliseEmail } from '../domain/normalise-email';
import { normalisePassword } from '../domain/password-policy';
import { drawRecovery, hasSecondFactor, OPEN_SECONDS, stateOf, WAIT_SECONDS } from '../domain/recovery';
import { RECOVERY, recoveryAt, type Recovery } from '../domain/records/recovery-record';
import { countPassword, type CountedPassword } from './count-password';
import { takeRecoveryBudget } from './limits';
import type { Parts } from './parts';

/** What `POST /auth/recovery` takes. */
export interface RecoveryRequest {
  readonly email: string;
  readonly password: string;
}

/**
 * `POST /auth/recovery`: begins to wait, for who has lost all second factors and knows the password (IDN-18). The answer is the
 * same for everybody, and until the password is proven so are the calls.
 */
export async function requestRecovery(parts: Parts, request: Request<RecoveryRequest>): Promise<Reply> {
  const email = normaliseEmail(request.body.email);
  await takeRecoveryBudget(parts, request, email);
  const account = (await findAccountByEmail(parts.store, parts.rings.hashKeys, email))?.value;
  const decoy = await decoyOf(parts.rings.hashKeys, email);
  const counted = await countPassword(parts, account?.id ?? decoy.account);
  const proven = await parts.pool.provePassword(account?.id ?? decoy.account, normalisePassword(request.body.password), request);
  if (account === undefined || proven === undefined) await refuse(parts, request, account, 'password', counted);
  else await Promise.all([counted.giveBack(), beginUnlessPending(parts, request, account, email)]);
  return { status: 202, body: {} };
}

/** The cause is in the trail alone. */
async function refuse(
  { store, audit }: Parts,
  request: RequestFacts,
  account: Account | undefined,
  reason: 'nothing-to-recover' | 'password' | 'pending',
  counted?: CountedPassword,
): Promise<void> {
  const whose = account === undefined ? { resource: 'account/unknown' } : aboutAccount(account);
  const facts = { action: 'account.recovery.requested', result: 'failure', ...whose, details: { reason } } as const;
  await store.commit([], await Promise.all([facts, ...(counted?.locked(whose) ?? [])].map((one) => audit.event(one, request))));
}

async function beginUnlessPending(parts: Parts, request: RequestFacts, account: Account, email: string): Promise<void> {
  if (account.status !== 'active' || !hasSecondFactor(account)) return refuse(parts, request, account, 'nothing-to-recover');
  const found = await parts.store.get({ kind: RECOVERY, at: recoveryAt(account.id) });
  if (found !== undefined && stateOf(found.value, account, secondsOf(parts.clock)) !== 'void') return refuse(parts, request, account, 'pending');
  return begin(parts, request, { account, email, found });
}

/** The mail with the code goes first: a recovery of which nobody has the code would only be in the way of the next. */
async function begin(
  parts: Parts,
  request: RequestFacts,
  { account, email, found }: { readonly account: Account; readonly email: string; readonly found: Found<Recovery> | undefined },
): Promise<void> {
  const now = secondsOf(parts.clock);
  const { recovery, completion, cancellation } = await drawRecovery(parts.rings.peppers, account, now);
  const from = new Date((now + WAIT_SECONDS) * 1000).toUTCString();
  await parts.mail.send(email, { kind: 'confirm-recovery', values: { code: completion, cancel: cancellation, from } });
  const facts = { action: 'account.recovery.requested', result: 'success', ...aboutAccount(account) } as const;
  if (!(await parts.store.commit([changeOf(account, recovery, found)], [await parts.audit.event(facts, request)]))) throw new ConflictError();
  await parts.notices.tell(account, { kind: 'recovery-requested', values: { cancel: cancellation, from } }, request);
}

function changeOf({ id }: Account, value: Recovery, found: Found<Recovery> | undefined): Change {
  const record = { kind: RECOVERY, at: recoveryAt(id), value, expiresAt: value.requestedAt + WAIT_SECONDS + OPEN_SECONDS };
  return found === undefined ? { action: 'create', ...record } : { action: 'replace', ...record, version: found.version };
}
