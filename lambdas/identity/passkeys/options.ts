import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Account, Passkey } from '../domain/account';
import { ALGORITHMS } from './algorithms';
import { CEREMONY_SECONDS } from './ceremonies';
import type { RelyingParty } from './relying-party';

const TIMEOUT = CEREMONY_SECONDS * 1000;

/**
 * What `navigator.credentials.create` takes (WebAuthn §5.4).
 * @param name by which the authenticator tells accounts apart for its owner: their email address
 */
export function creationOptions(party: RelyingParty, account: Account, name: string, challenge: string): PublicKeyCredentialCreationOptionsJSON {
  return {
    rp: { id: party.id, name: party.name },
    // WebAuthn §14.6.1: a pseudonym, nothing personal.
    user: { id: userHandleOf(account.id), name, displayName: name },
    challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: TIMEOUT,
    attestation: 'none',
    excludeCredentials: account.passkeys.map(descriptorOf),
    authenticatorSelection: { residentKey: 'preferred', requireResidentKey: false, userVerification: 'required' },
    extensions: { credProps: true },
  };
}

/**
 * What `navigator.credentials.get` takes (WebAuthn §5.5).
 * @param passkeys those that may answer; `undefined` for whichever the person chooses, so that the options tell nothing of anybody
 */
export function requestOptions(
  party: RelyingParty,
  challenge: string,
  passkeys: readonly Passkey[] | undefined,
  userVerification: 'preferred' | 'required',
): PublicKeyCredentialRequestOptionsJSON {
  return { rpId: party.id, challenge, timeout: TIMEOUT, userVerification, ...(passkeys === undefined ? {} : { allowCredentials: passkeys.map(descriptorOf) }) };
}

/** The account as the authenticator keeps it, base64url. */
export function userHandleOf(account: string): string {
  return Buffer.from(account).toString('base64url');
}

function descriptorOf({ id, transports }: Passkey) {
  return { id, type: 'public-key' as const, transports: [...transports] as AuthenticatorTransport[] };
}
