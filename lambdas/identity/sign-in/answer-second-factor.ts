import { DEVICE_COOKIE } from '../../shared/http/cookies';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import type { Account, KnownDevice } from '../domain/account';
import { takeAddressAttempt, takeAttempt, type Attempt, type BudgetName } from '../domain/attempts';
import { completeSignIn, type Completion, type Proved } from '../domain/complete-sign-in';
import { findDevice } from '../domain/devices';
import type { CodeFactor, FactorAnswer, VerifiedFactor } from '../domain/factors/factor';
import { recoveryCodesLow } from '../domain/factors/recovery-codes';
import { verifyFactor } from '../domain/factors/verify-factor';
import { findSignIn, flowChange, type OpenSignIn } from '../domain/second-factor';
import { FactorRefusedError, SignInExpiredError } from '../domain/sign-in-errors';
import { step } from '../domain/sign-in-flow';
import { factorFailure, factorHeld } from './events';
import type { SignInParts } from './parts';
import type { MfaBody } from './schemas';

/** A recovery code can't be guessed, so what others do to the account's budget doesn't shut it out (IDN-2). */
const BUDGETS: Readonly<Record<CodeFactor, BudgetName>> = Object.freeze({ 'recovery-code': 'recovery', sms: 'account', totp: 'account' });

const COMMITS = 3;

/**
 * `POST /auth/mfa`: the second factor. Only now, and in one transaction, is the code used up and the person signed in.
 * @throws {TooManyAttemptsError}, {SignInExpiredError}, {FactorRefusedError}
 */
export async function answerSecondFactor(parts: SignInParts, request: Request<MfaBody>): Promise<Reply> {
  const { counters, rings } = parts;
  const giveBackAddress = await takeAddressAttempt({ counters, hashKeys: rings.hashKeys }, request.address);
  const signIn = await openSignIn(parts, request);
  const answer = readAnswer(request.body, signIn);
  const device = await findDevice(rings.hashKeys, signIn.account.value, request.cookies[DEVICE_COOKIE]);
  const attempt = await takeFactorAttempt(parts, signIn, answer.kind, device);
  const verified = attempt.allowed ? await verify(parts, signIn, answer) : undefined;
  if (verified === undefined) return refuse(parts, { signIn, kind: answer.kind, attempt, device: device !== undefined }, request);
  await Promise.all([giveBackAddress(), attempt.giveBack()]);
  const reply = await completeSignIn(parts, completionOf(parts, signIn, verified, request), request);
  if (isRunningLow(answer.kind, verified)) await warn(parts, verified.account);
  return reply;
}

function isRunningLow(kind: CodeFactor, { account }: VerifiedFactor): boolean {
  return kind === 'recovery-code' && recoveryCodesLow(account);
}

async function warn({ notices }: SignInParts, account: Account): Promise<void> {
  await notices.tell(account, { kind: 'recovery-codes-low', values: { left: String(account.recoveryCodes.length) } });
}

async function openSignIn({ store, rings }: SignInParts, request: Request<MfaBody>): Promise<OpenSignIn> {
  return findSignIn({ store, sessionKeys: rings.sessionKeys }, request.body.session_id, request);
}

/** A texted code is that of this sign-in: the client doesn't say which. */
function readAnswer(body: MfaBody, { flow }: OpenSignIn): FactorAnswer {
  if ('totp_code' in body) return { kind: 'totp', code: body.totp_code };
  if ('recovery_code' in body) return { kind: 'recovery-code', code: body.recovery_code };
  return { kind: 'sms', code: body.sms_code, sent: flow.value.sent ?? 'none' };
}

async function takeFactorAttempt({ counters }: SignInParts, { account }: OpenSignIn, kind: CodeFactor, device: KnownDevice | undefined): Promise<Attempt> {
  const subject = { budget: BUDGETS[kind], account: account.value.id };
  return takeAttempt(counters, device === undefined ? subject : { ...subject, device: device.hash });
}

async function verify(
  { fields, rings, store, counters, clock }: SignInParts,
  { account }: OpenSignIn,
  answer: FactorAnswer,
): Promise<VerifiedFactor | undefined> {
  return verifyFactor({ fields, peppers: rings.peppers, store, counters }, account.value, answer, secondsOf(clock));
}

function completionOf(parts: SignInParts, signIn: OpenSignIn, verified: VerifiedFactor, request: Request<MfaBody>): Completion {
  const state = step(signIn.state, { kind: 'second-held', methods: [verified.method] });
  if (state.at !== 'proved') throw new SignInExpiredError();
  const { kind } = readAnswer(request.body, signIn);
  return {
    state,
    challenge: signIn.challenge,
    proved: provedBy(signIn, verified),
    again: () => proveAgain(parts, request),
    events: [factorHeld(verified.account, kind)],
    ...(isRunningLow(kind, verified) ? { tell: { recovery_codes_left: verified.account.recoveryCodes.length } } : {}),
  };
}

function provedBy(signIn: OpenSignIn, { account, changes }: VerifiedFactor): Proved {
  return { found: { value: account, version: signIn.account.version }, changes: [...changes, flowChange(signIn, { at: 'ended' })] };
}

/** Something else changed the account: the code may be used up by now, and the flow over. */
async function proveAgain(parts: SignInParts, request: Request<MfaBody>): Promise<Proved> {
  const signIn = await openSignIn(parts, request);
  const verified = await verify(parts, signIn, readAnswer(request.body, signIn));
  if (verified === undefined) throw new FactorRefusedError();
  return provedBy(signIn, verified);
}

interface Failure {
  readonly signIn: OpenSignIn;
  readonly kind: CodeFactor;
  readonly attempt: Attempt;
  readonly device: boolean;
}

async function refuse(parts: SignInParts, { signIn, kind, attempt, device }: Failure, request: Request<MfaBody>): Promise<never> {
  const facts = factorFailure(signIn.account.value, kind, attempt, device);
  const events = await Promise.all(facts.map((one) => parts.audit.event(one, request)));
  let change: Change | undefined = flowChange(signIn, step(signIn.state, { kind: 'second-failed' }));
  for (let count = 1; count <= COMMITS; count++) {
    if (await parts.store.commit(change === undefined ? [] : [change], events)) break;
    change = count + 1 < COMMITS ? await failAgain(parts, request) : undefined;
  }
  throw new FactorRefusedError();
}

/** Another attempt of the same flow was faster. When it is over, or changes too fast, only the event remains: the account's budget is exact anyway. */
async function failAgain(parts: SignInParts, request: Request<MfaBody>): Promise<Change | undefined> {
  try {
    const signIn = await openSignIn(parts, request);
    return flowChange(signIn, step(signIn.state, { kind: 'second-failed' }));
  } catch (error) {
    if (error instanceof SignInExpiredError) return undefined;
    throw error;
  }
}
