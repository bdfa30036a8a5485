import { randomUUID } from 'node:crypto';
import type { Reply, Request } from '../../shared/http/request';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { Change, Found, RecordStore } from '../../shared/store/record-store';
import type { Account } from './account';
import type { CodeFactor } from './factors/factor';
import { mayText, type SmsRules } from './factors/sms-code';
import { bindBrowserAnew, isBrowser } from './pre-sign-in-cookie';
import { accountAt, accountRecord } from './records/account-record';
import { signInAt, signInRecord, type SignIn } from './records/sign-in-record';
import { beginningOf } from './session-limits';
import { SignInExpiredError } from './sign-in-errors';
import type { SignInState } from './sign-in-flow';
import type { PoolChallenge } from './user-pool';

/** What can be a second factor. */
export type SecondFactor = CodeFactor | 'passkey';

/** Where a second factor is due. */
export type SecondFactorState = Extract<SignInState, { readonly at: 'second-factor' }>;

/** A half-finished sign-in that is this browser's. */
export interface OpenSignIn {
  /** What the client knows as `session_id`. */
  readonly id: string;
  readonly flow: Found<SignIn>;
  readonly state: SecondFactorState;
  readonly account: Found<Account>;
  readonly challenge: PoolChallenge;
}

/** Two minutes before Cognito's own (`AuthSessionValidity`, 5 minutes) is over, so that a right code isn't refused by it. */
const SIGN_IN_SECONDS = 180;

const CHALLENGE_USE = 'sign-in challenge';

/** Whether an account demands a second factor. A phone counts also while text messages are off: what was added can't be got round. */
export function isSecondFactorDue({ totp, phone, passkeys }: Account): boolean {
  return totp !== undefined || phone !== undefined || passkeys.length > 0;
}

/** What an account can answer with, the stronger first; text messages are the last resort (IDN-6). */
export function secondFactorsOf(account: Account, rules: SmsRules): readonly SecondFactor[] {
  const has: readonly (readonly [SecondFactor, boolean])[] = [
    ['passkey', account.passkeys.length > 0],
    ['totp', account.totp !== undefined],
    ['recovery-code', account.recoveryCodes.length > 0],
    ['sms', account.phone !== undefined && mayText(rules, account.phone)],
  ];
  return has.flatMap(([factor, present]) => (present ? [factor] : []));
}

/**
 * Keeps a sign-in until its second factor comes. Its ID and its cookie are new each time, whatever the browser brought along.
 * @param now seconds since 1970
 * @returns the change that keeps it, and the answer for when that is committed
 */
export async function startSecondFactor(
  { sessionKeys, smsRules }: { readonly sessionKeys: KeyRing; readonly smsRules: SmsRules },
  { account, challenge, first }: { readonly account: Account; readonly challenge: PoolChallenge; readonly first: SignIn['first'] },
  now: number,
): Promise<{ readonly change: Change; readonly reply: Reply }> {
  const id = randomUUID();
  const { hash: cookieHash, cookie } = bindBrowserAnew(SIGN_IN_SECONDS);
  const sealedChallenge = await sessionKeys.seal(CHALLENGE_USE, JSON.stringify([id, challenge.session]));
  const expiresAt = now + SIGN_IN_SECONDS;
  const value: SignIn = { account: account.id, cookieHash, sealedChallenge, first, attempts: 0, begunAt: beginningOf(account, now), expiresAt };
  const body = { mfa_required: true, session_id: id, methods: secondFactorsOf(account, smsRules), expires_in: SIGN_IN_SECONDS };
  return {
    change: { action: 'create', kind: signInRecord, at: signInAt(id), value, expiresAt },
    reply: { status: 200, body, cookies: [cookie] },
  };
}

/**
 * The half-finished sign-in of this ID and this browser (IDN-8).
 * @throws {SignInExpiredError} when there is none: too old, over, another browser's, invented, begun before all sessions were
 * revoked, of an account that is suspended; all alike
 */
export async function findSignIn(
  { store, sessionKeys }: { readonly store: RecordStore; readonly sessionKeys: KeyRing },
  id: string,
  request: Pick<Request<unknown>, 'cookies'>,
): Promise<OpenSignIn> {
  const flow = await store.get({ kind: signInRecord, at: signInAt(id) });
  if (flow === undefined || !isBrowser(request, flow.value.cookieHash)) throw new SignInExpiredError();
  const account = await store.get({ kind: accountRecord, at: accountAt(flow.value.account) });
  if (account?.value.status !== 'active' || flow.value.begunAt < account.value.sessionsValidFrom) throw new SignInExpiredError();
  const [of, session] = JSON.parse(await sessionKeys.open(CHALLENGE_USE, flow.value.sealedChallenge)) as readonly [string, string];
  if (of !== id) throw new SignInExpiredError();
  const { first, attempts } = flow.value;
  return { id, flow, state: { at: 'second-factor', first, attempts }, account, challenge: { userName: account.value.id, session } };
}

/** What the flow's record becomes with its next state; anything but a second factor that is still due ends it. */
export function flowChange({ id, flow }: Pick<OpenSignIn, 'flow' | 'id'>, next: SignInState): Change {
  const place = { kind: signInRecord, at: signInAt(id), version: flow.version };
  if (next.at !== 'second-factor') return { action: 'delete', ...place };
  return { action: 'replace', ...place, value: { ...flow.value, attempts: next.attempts }, expiresAt: flow.value.expiresAt };
}
