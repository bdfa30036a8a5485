import type { AuditPort } from '../../shared/audit/audit-port';
import type { AuditFacts } from '../../shared/audit/event';
import type { Clock } from '../../shared/clock';
import { clearCookie, DEVICE_COOKIE, SIGN_IN_COOKIE } from '../../shared/http/cookies';
import type { Reply, Request, RequestFacts } from '../../shared/http/request';
import type { KeyRing } from '../../shared/rings/key-ring';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Change, Found, RecordStore } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import type { AccessTokenIssuer } from './access-token-issuer';
import type { Account } from './account';
import { drawDevice, findDevice, withDevice, writeDeviceCookie } from './devices';
import { openSession, type OpenedSession } from './open-session';
import { RefusedByPoolError } from './pool/errors';
import { accountAt, accountRecord } from './records/account-record';
import { completeSignIn as completedRecord } from './records/completed-record';
import { rehashEmail } from './rehash-email';
import { replyWithSession } from './reply-with-session';
import { SignInExpiredError } from './sign-in-errors';
import { step, type SignInState } from './sign-in-flow';
import type { PoolChallenge, UserPool } from './user-pool';

/** What a sign-in is completed with. */
export interface CompletingParts {
  readonly store: RecordStore;
  readonly pool: UserPool;
  readonly rings: { readonly sessionKeys: KeyRing; readonly hashKeys: KeyRing };
  readonly audit: AuditPort;
  readonly issuer: AccessTokenIssuer;
  readonly clock: Clock;
}

/** What was shown, and what it uses up. */
export interface Proved {
  /** The account with what was used up taken away (a step, a code, a counter), over the version that was read. */
  readonly found: Found<Account>;
  /** What goes with it, such as the deletion of the flow. */
  readonly changes: readonly Change[];
}

/** A sign-in of which everything due was shown. */
export interface Completion {
  readonly state: Extract<SignInState, { readonly at: 'proved' }>;
  readonly challenge: PoolChallenge;
  readonly proved: Proved;
  /**
   * Reads anew and checks anew, when something else changed the account meanwhile: a code may have been used by another sign-in.
   * @throws {Refusal} when it doesn't hold any more
   */
  readonly again: () => Promise<Proved>;
  /** What else is told to the audit trail in the same transaction, such as the factor that held. */
  readonly events: readonly AuditFacts[];
  /** What else the answer's body tells. */
  readonly tell?: Readonly<Record<string, number | string>>;
}

/** The request, of which the device's cookie is read. */
export type SignInRequest = Pick<Request<unknown>, 'cookies'> & RequestFacts;

/**
 * Completes a sign-in: the record for the judge, Cognito's agreement, and then one transaction with the account (last sign-in,
 * device, what the factor used up, its address hashed anew), the session, what ends the flow, and the audit events. Everything that can fail comes before
 * that transaction; what follows it can't.
 * @throws {SignInExpiredError} when Cognito's challenge is too old or was answered
 * @throws {ConflictError} when others changed the account at each of three attempts
 * @throws {DependencyFailedError} when something fails; then nothing is used up and nobody is signed in
 */
export async function completeSignIn(parts: CompletingParts, completion: Completion, request: SignInRequest): Promise<Reply> {
  const { methods } = completion.state;
  await agree(parts, completion, request);
  let proved: Proved | undefined = completion.proved;
  return untilCommitted(async () => {
    const { found, changes } = proved ?? (await completion.again());
    proved = undefined;
    const signedIn = await prepare(parts, found.value, methods, request);
    const events = await Promise.all([...completion.events, successOf(signedIn)].map((facts) => parts.audit.event(facts, request)));
    const written = await parts.store.commit([accountChange(found, signedIn.account), ...signedIn.changes, ...changes], events);
    return written ? told(signedIn.reply, completion.tell) : undefined;
  });
}

interface Prepared {
  readonly account: Account;
  readonly opened: OpenedSession;
  /** The session, and the way to the account when its address was hashed anew. */
  readonly changes: readonly Change[];
  readonly knownDevice: boolean;
  readonly reply: Reply;
}

function told(reply: Reply, more: Completion['tell']): Reply {
  return more === undefined ? reply : { ...reply, body: { ...(reply.body as object), ...more } };
}

/** Cognito's agreement: the judge lets it pass by our record alone (IDN-1). */
async function agree({ store, pool, clock }: CompletingParts, { challenge, proved, state }: Completion, request: SignInRequest): Promise<void> {
  const { proof, change } = completedRecord(proved.found.value.id, state.methods, clock());
  if (!(await store.commit([change], []))) throw new ConflictError();
  try {
    await pool.complete(challenge, proof, request);
  } catch (error) {
    if (!(error instanceof RefusedByPoolError)) throw error;
    step(state, { kind: 'pool-refused' });
    throw new SignInExpiredError();
  }
  step(state, { kind: 'pool-agreed' });
}

/** The session and the whole answer, of which nothing is real before the commit. */
async function prepare(
  { store, pool, rings, issuer, clock }: CompletingParts,
  read: Account,
  methods: readonly string[],
  request: SignInRequest,
): Promise<Prepared> {
  const now = secondsOf(clock);
  const before = await findDevice(rings.hashKeys, read, request.cookies[DEVICE_COOKIE]);
  const device = await drawDevice(rings.hashKeys);
  const rehashed = await rehashEmail({ store, pool, hashKeys: rings.hashKeys }, read, device.hash.version);
  const account = withDevice({ ...rehashed.account, lastLoginAt: now }, device.hash, now, before);
  const opened = await openSession({ sessionKeys: rings.sessionKeys }, { account, methods, device: device.hash }, request, now);
  const reply = await replyWithSession(issuer, opened, account, [writeDeviceCookie(device.cookie), clearCookie(SIGN_IN_COOKIE, 'Lax')]);
  return { account, opened, changes: [opened.change, ...rehashed.changes], knownDevice: before !== undefined, reply };
}

function accountChange({ version }: Found<Account>, account: Account): Change {
  return { action: 'replace', kind: accountRecord, at: accountAt(account.id), value: account, version };
}

function successOf({ account, opened, knownDevice }: Prepared): AuditFacts {
  return {
    action: 'sign-in',
    result: 'success',
    resource: `session/${opened.session.id}`,
    account: account.id,
    tenant: account.tenant,
    details: { methods: opened.session.methods.join(' '), knownDevice },
  };
}
