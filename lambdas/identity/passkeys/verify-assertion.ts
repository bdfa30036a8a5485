import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Passkey } from '../domain/account';
import { checkAuthenticatorData } from './authenticator-data';
import { checkClientData } from './client-data';
import type { AuthenticationCredential } from './credential';
import { CounterFellError, PasskeyRefusedError } from './errors';
import type { RelyingParty } from './relying-party';

/** What the answer is judged by. */
export interface AssertionExpectation {
  readonly relyingParty: RelyingParty;
  /** base64url */
  readonly challenge: string;
  /** Required where the passkey is the only factor (IDN-5). */
  readonly requireVerification: boolean;
}

/** What the authenticator proved. */
export interface Assertion {
  readonly counter: number;
  readonly userVerified: boolean;
}

/**
 * Verifies what an authenticator signed (WebAuthn §7.2). Our own checks come first, because the library tells its reasons in prose
 * alone; the library then judges the whole once more, with the signature.
 * @throws {WrongCeremonyTypeError} {WrongChallengeError} {WrongOriginError} {WrongRelyingPartyError} {UserNotVerifiedError}
 * @throws {PasskeyRefusedError} when the signature doesn't fit
 * @throws {CounterFellError} when the counter doesn't rise from above zero
 */
export async function verifyAssertion(credential: AuthenticationCredential, passkey: Passkey, expectation: AssertionExpectation): Promise<Assertion> {
  const { relyingParty, challenge, requireVerification } = expectation;
  checkClientData(credential.response.clientDataJSON, { type: 'webauthn.get', challenge, origin: relyingParty.origin });
  const data = Buffer.from(credential.response.authenticatorData, 'base64url');
  const facts = checkAuthenticatorData(data, relyingParty.id, requireVerification);
  if (!(await isSigned(credential, passkey, expectation))) throw new PasskeyRefusedError();
  if ((facts.counter > 0 || passkey.counter > 0) && facts.counter <= passkey.counter) throw new CounterFellError();
  return facts;
}

async function isSigned(credential: AuthenticationCredential, passkey: Passkey, expectation: AssertionExpectation): Promise<boolean> {
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: responseOf(credential),
      expectedChallenge: expectation.challenge,
      expectedOrigin: expectation.relyingParty.origin,
      expectedRPID: expectation.relyingParty.id,
      requireUserVerification: expectation.requireVerification,
      // The library looks at the counter before the signature: at zero it doesn't, and a number that nobody signed accuses nobody.
      credential: { id: passkey.id, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')), counter: 0 },
    });
    return verified && credential.id === passkey.id;
  } catch {
    return false;
  }
}

function responseOf({ id, rawId, response }: AuthenticationCredential) {
  const { clientDataJSON, authenticatorData, signature } = response;
  return { id, rawId, response: { clientDataJSON, authenticatorData, signature }, type: 'public-key' as const, clientExtensionResults: {} };
}
