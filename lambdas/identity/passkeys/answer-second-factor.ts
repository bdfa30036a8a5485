import { DEVICE_COOKIE } from '../../shared/http/cookies';
import type { Reply, Request } from '../../shared/http/request';
import { aboutAccount } from '../domain/about-account';
import { takeAttempt, type Attempt } from '../domain/attempts';
import { completeSignIn, type Proved } from '../domain/complete-sign-in';
import { findDevice } from '../domain/devices';
import { findSignIn, flowChange, type OpenSignIn } from '../domain/second-factor';
import { SignInExpiredError } from '../domain/sign-in-errors';
import { step } from '../domain/sign-in-flow';
import { findSignInCeremony } from './find-sign-in-ceremony';
import { judgeAssertion } from './judge-assertion';
import type { PasskeyParts } from './parts';
import type { AssertionBody } from './schemas';

interface ProvedSecondFactor extends Proved {
  readonly signIn: OpenSignIn;
  readonly methods: readonly string[];
}

/** Continues a sign-in whose first factor held: the passkey is the second. */
export async function answerSecondFactor(parts: PasskeyParts, id: string, request: Request<AssertionBody>): Promise<Reply> {
  const attempt = await countedAttempt(parts, id, request);
  const proved = await prove(parts, id, request, attempt.allowed);
  const { signIn, methods } = proved;
  const state = step(signIn.state, { kind: 'second-held', methods });
  if (state.at !== 'proved') throw new SignInExpiredError();
  const held = { action: 'factor.verified', result: 'success', ...aboutAccount(signIn.account.value), details: { factor: 'passkey' } } as const;
  const again = () => prove(parts, id, request, true);
  const reply = await completeSignIn(parts, { state, challenge: signIn.challenge, proved, again, events: [held] }, request);
  await attempt.giveBack();
  return reply;
}

/** A budget that passwords and codes don't spend (IDN-2). */
async function countedAttempt(parts: PasskeyParts, id: string, request: Request<AssertionBody>): Promise<Attempt> {
  const { account } = await openSignIn(parts, id, request);
  const device = await findDevice(parts.rings.hashKeys, account.value, request.cookies[DEVICE_COOKIE]);
  const subject = { budget: 'passkey', account: account.value.id } as const;
  return takeAttempt(parts.counters, device === undefined ? subject : { ...subject, device: device.hash });
}

async function prove(parts: PasskeyParts, id: string, request: Request<AssertionBody>, allowed: boolean): Promise<ProvedSecondFactor> {
  const signIn = await openSignIn(parts, id, request);
  const ceremony = await findSignInCeremony(parts, request);
  const onFailure = [flowChange(signIn, step(signIn.state, { kind: 'second-failed' }))];
  const judged = { account: signIn.account.value, ceremony, sole: false, allowed, action: 'factor.verified', onFailure } as const;
  const { account, methods } = await judgeAssertion(parts, judged, request.body, request);
  const changes = [ceremony.end, flowChange(signIn, { at: 'ended' })];
  return { found: { value: account, version: signIn.account.version }, changes, signIn, methods };
}

async function openSignIn({ store, rings }: PasskeyParts, id: string, request: Request<AssertionBody>): Promise<OpenSignIn> {
  return findSignIn({ store, sessionKeys: rings.sessionKeys }, id, request);
}
