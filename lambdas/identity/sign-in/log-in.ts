import type { AuditFacts } from '../../shared/audit/event';
import { DEVICE_COOKIE } from '../../shared/http/cookies';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import { ConflictError } from '../../shared/store/errors';
import type { Found } from '../../shared/store/record-store';
import type { Account, KnownDevice } from '../domain/account';
import { takeAddressAttempt, takeAttempt, type Attempt } from '../domain/attempts';
import { completeSignIn, type Proved } from '../domain/complete-sign-in';
import { decoyOf, readDecoyDocuments, type Decoy } from '../domain/decoy';
import { findDevice } from '../domain/devices';
import { EMAIL_USE, findAccountByEmail } from '../domain/find-account-by-email';
import { normaliseEmail } from '../domain/normalise-email';
import { normalisePassword } from '../domain/password-policy';
import { isSecondFactorDue, startSecondFactor } from '../domain/second-factor';
import { InvalidCredentialsError } from '../domain/sign-in-errors';
import { step } from '../domain/sign-in-flow';
import type { PoolChallenge } from '../domain/user-pool';
import { passwordFailure, passwordHeld } from './events';
import type { SignInParts } from './parts';
import type { LoginBody } from './schemas';

/** Who may be meant, and the attempt that was counted against them. */
interface Candidate {
  readonly found: Found<Account> | undefined;
  readonly device: KnownDevice | undefined;
  readonly decoy: Decoy;
  readonly attempt: Attempt;
}

/** A password that held, and whose it was: after a migration, an account that wasn't there before. */
interface Held {
  readonly account: Found<Account>;
  readonly challenge: PoolChallenge;
}

/**
 * `POST /auth/login`: signs in by password, or asks for the second factor. Whether an account is unknown, locked, or its password
 * wrong, the same calls are made and the same is answered (IDN-2).
 * @throws {TooManyAttemptsError}, {InvalidCredentialsError}
 */
export async function logIn(parts: SignInParts, received: Request<LoginBody>): Promise<Reply> {
  const request = { ...received, body: { ...received.body, password: normalisePassword(received.body.password) } };
  const giveBackAddress = await takeAddressAttempt({ counters: parts.counters, hashKeys: parts.rings.hashKeys }, request.address);
  const candidate = await findCandidate(parts, request);
  const held = await provePassword(parts, candidate, request);
  if (held === undefined) return refuse(parts, candidate, request);
  await Promise.all([giveBackAddress(), candidate.attempt.giveBack()]);
  return proceed(parts, held, request);
}

async function findCandidate({ store, rings, counters }: SignInParts, request: Request<LoginBody>): Promise<Candidate> {
  const decoy = await decoyOf(rings.hashKeys, normaliseEmail(request.body.email));
  const found = await findAccountByEmail(store, rings.hashKeys, request.body.email);
  if (found === undefined) readDecoyDocuments();
  const device = await findDevice(rings.hashKeys, found?.value, request.cookies[DEVICE_COOKIE]);
  const subject = { budget: 'account', account: found?.value.id ?? decoy.account } as const;
  const attempt = await takeAttempt(counters, device === undefined ? subject : { ...subject, device: device.hash });
  return { found, device, decoy, attempt };
}

/** An account that may not be asked is asked about by its decoy's name: its password isn't tried, and nobody sees that. */
async function provePassword(parts: SignInParts, candidate: Candidate, request: Request<LoginBody>): Promise<Held | undefined> {
  const { password } = request.body;
  const account = candidate.attempt.allowed && candidate.found?.value.status === 'active' ? candidate.found : undefined;
  const challenge = await parts.pool.provePassword(account?.value.id ?? candidate.decoy.account, password, request);
  if (challenge !== undefined) return account === undefined ? undefined : { account, challenge };
  return parts.clock() < parts.migrationUntil ? migrate(parts, candidate, request) : undefined;
}

/** Asked after each password that failed, so that nobody learns who is still to be taken over. */
async function migrate({ pool, store, rings }: SignInParts, { attempt, decoy }: Candidate, request: Request<LoginBody>): Promise<Held | undefined> {
  const { email, password } = request.body;
  if (!(await pool.migrate(attempt.allowed ? normaliseEmail(email) : decoy.email, password, request))) return undefined;
  const account = await findAccountByEmail(store, rings.hashKeys, email);
  if (account?.value.status !== 'active') return undefined;
  const challenge = await pool.provePassword(account.value.id, password, request);
  return challenge === undefined ? undefined : { account, challenge };
}

async function refuse(parts: SignInParts, { found, device, attempt }: Candidate, request: Request<LoginBody>): Promise<never> {
  const emailHash = await parts.rings.hashKeys.hash(EMAIL_USE, normaliseEmail(request.body.email));
  await record(parts, passwordFailure({ account: found?.value, emailHash, attempt, device: device !== undefined }), request);
  throw new InvalidCredentialsError();
}

async function record({ store, audit }: SignInParts, facts: readonly AuditFacts[], request: Request<LoginBody>): Promise<void> {
  const events = await Promise.all(facts.map((one) => audit.event(one, request)));
  if (!(await store.commit([], events))) throw new ConflictError();
}

async function proceed(parts: SignInParts, { account, challenge }: Held, request: Request<LoginBody>): Promise<Reply> {
  const next = step({ at: 'begun' }, { kind: 'first-held', first: 'pwd', secondDue: isSecondFactorDue(account.value) });
  if (next.at === 'proved') {
    const completion = { state: next, challenge, proved: { found: account, changes: [] }, again: () => proveAgain(parts, request, account.value), events: [] };
    return completeSignIn(parts, completion, request);
  }
  return askForSecondFactor(parts, { account, challenge }, request);
}

/** The password held a moment ago; what may have changed is whether that is enough. */
async function proveAgain({ store, rings }: SignInParts, request: Request<LoginBody>, { sessionsValidFrom }: Account): Promise<Proved> {
  const found = await findAccountByEmail(store, rings.hashKeys, request.body.email);
  if (found?.value.status !== 'active' || isSecondFactorDue(found.value)) throw new InvalidCredentialsError();
  if (found.value.sessionsValidFrom !== sessionsValidFrom) throw new InvalidCredentialsError();
  return { found, changes: [] };
}

async function askForSecondFactor(parts: SignInParts, { account, challenge }: Held, request: Request<LoginBody>): Promise<Reply> {
  const { store, rings, smsRules, audit, clock } = parts;
  const now = secondsOf(clock);
  const { change, reply } = await startSecondFactor({ sessionKeys: rings.sessionKeys, smsRules }, { account: account.value, challenge, first: 'pwd' }, now);
  if (!(await store.commit([change], [await audit.event(passwordHeld(account.value), request)]))) throw new ConflictError();
  return reply;
}
