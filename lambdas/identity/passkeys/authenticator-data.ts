import { createHash } from 'node:crypto';
import { UserNotVerifiedError, WrongRelyingPartyError } from './errors';

const RP_ID_HASH_BYTES = 32;
const COUNTER_AT = 33;
const SHORTEST = 37;
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;

/** What the first 37 bytes say (WebAuthn §6.1), still unsigned. */
export interface AuthenticatorFacts {
  readonly counter: number;
  readonly userVerified: boolean;
}

/**
 * Checks for whom the authenticator answered and whether somebody was there: WebAuthn §7.1 steps 13 to 15, §7.2 steps 15 to 17. What
 * isn't authenticator data is of no relying party.
 * @throws {WrongRelyingPartyError} {UserNotVerifiedError}
 */
export function checkAuthenticatorData(data: Uint8Array, relyingParty: string, requireVerification: boolean): AuthenticatorFacts {
  const bytes = Buffer.from(data);
  const hash = createHash('sha256').update(relyingParty).digest();
  if (bytes.length < SHORTEST || !bytes.subarray(0, RP_ID_HASH_BYTES).equals(hash)) throw new WrongRelyingPartyError();
  const flags = bytes.readUInt8(RP_ID_HASH_BYTES);
  const userVerified = (flags & USER_VERIFIED) !== 0;
  if ((flags & USER_PRESENT) === 0 || (requireVerification && !userVerified)) throw new UserNotVerifiedError();
  return { counter: bytes.readUInt32BE(COUNTER_AT), userVerified };
}
