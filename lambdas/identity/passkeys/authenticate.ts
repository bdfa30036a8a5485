import type { Reply, Request } from '../../shared/http/request';
import { takePasskeyAttempt } from './address-budget';
import { answerSecondFactor } from './answer-second-factor';
import { findSignInCeremony } from './find-sign-in-ceremony';
import type { PasskeyParts } from './parts';
import type { AssertionBody } from './schemas';
import { signIn } from './sign-in';

/**
 * `POST /auth/passkeys/authentication`: signs in, by the passkey alone or as the second factor of a sign-in that runs; the ceremony
 * knows which, and not the caller.
 * @throws {TooManyAttemptsError} {CeremonyNotFoundError} {SignInExpiredError}, and what `judgeAssertion` and `completeSignIn` throw
 */
export async function authenticate(parts: PasskeyParts, request: Request<AssertionBody>): Promise<Reply> {
  const giveBack = await takePasskeyAttempt({ counters: parts.counters, hashKeys: parts.rings.hashKeys }, request.address);
  const { binding } = await findSignInCeremony(parts, request);
  const reply = binding.purpose === 'sign-in' ? await signIn(parts, request) : await answerSecondFactor(parts, binding.signIn, request);
  await giveBack();
  return reply;
}
