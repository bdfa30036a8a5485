import { verifyRegistrationResponse, type VerifiedRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { Passkey } from '../domain/account';
import { ALGORITHMS } from './algorithms';
import { checkAuthenticatorData } from './authenticator-data';
import { checkClientData } from './client-data';
import type { RegistrationCredential } from './credential';
import { MalformedCredentialError } from './errors';
import type { RelyingParty } from './relying-party';

/** What a browser hands over where no attestation is asked for: none, or self attestation, which it leaves as it is (WebAuthn §5.1.3). */
const FORMATS: readonly string[] = ['none', 'packed'];

/** What the answer is judged by. */
export interface AttestationExpectation {
  readonly relyingParty: RelyingParty;
  /** base64url */
  readonly challenge: string;
}

/** What is kept of a new credential; the rest of a passkey is its owner's and ours. */
export type NewCredential = Pick<Passkey, 'counter' | 'id' | 'publicKey' | 'transports'>;

/**
 * Verifies a new credential (WebAuthn §7.1). Attestation isn't asked for: who made the authenticator decides nothing here, and the
 * statement would identify the model. The user must be verified, since the passkey may become the only factor.
 * @throws {WrongCeremonyTypeError} {WrongChallengeError} {WrongOriginError} {WrongRelyingPartyError} {UserNotVerifiedError}
 * @throws {MalformedCredentialError} when it isn't a credential as the options ask for it
 */
export async function verifyAttestation(credential: RegistrationCredential, { relyingParty, challenge }: AttestationExpectation): Promise<NewCredential> {
  checkClientData(credential.response.clientDataJSON, { type: 'webauthn.create', challenge, origin: relyingParty.origin });
  checkAuthenticatorData(authenticatorDataOf(credential), relyingParty.id, true);
  const { registrationInfo } = await verify(credential, relyingParty, challenge);
  if (registrationInfo?.credential.id !== credential.id) throw new MalformedCredentialError();
  const { id, publicKey, counter } = registrationInfo.credential;
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports: credential.response.transports ?? [] };
}

/** An attestation by certificates isn't read: a bundle doesn't hold what would read it (decision 0102). */
function authenticatorDataOf({ response }: RegistrationCredential): Uint8Array {
  try {
    const object = decodeAttestationObject(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')));
    const data: unknown = object.get('authData');
    if (data instanceof Uint8Array && FORMATS.includes(object.get('fmt')) && object.get('attStmt').get('x5c') === undefined) return data;
  } catch {
    throw new MalformedCredentialError();
  }
  throw new MalformedCredentialError();
}

async function verify({ id, rawId, response }: RegistrationCredential, relyingParty: RelyingParty, challenge: string): Promise<VerifiedRegistrationResponse> {
  const { clientDataJSON, attestationObject } = response;
  try {
    return await verifyRegistrationResponse({
      response: { id, rawId, response: { clientDataJSON, attestationObject }, type: 'public-key', clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...ALGORITHMS],
    });
  } catch {
    throw new MalformedCredentialError();
  }
}
