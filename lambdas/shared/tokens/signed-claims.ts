import type { JWTPayload } from 'jose';
import { verify, type KeyObject } from 'node:crypto';
import { parseJson } from '../parse-json';
import { TokenRefusedError } from './errors';

/** What is signed, the claims in it, and the signature (RFC 7515 §3.1). */
const COMPACT = /^([A-Za-z0-9_-]+\.([A-Za-z0-9_-]+))\.([A-Za-z0-9_-]*)$/;

/** 64 octets (RFC 7518 §3.4) in the one form that they have: the last character's spare bits are zero (RFC 4648 §3.5). */
const SIGNATURE = /^[A-Za-z0-9_-]{85}[AQgw]$/;

/**
 * The claims of a token of ours, whose header was compared already (RFC 7515 §5.2): the algorithm is ES256, whatever anybody says.
 * @throws {TokenRefusedError} when the key didn't sign it, or what it signed isn't claims as we write them
 */
export function signedClaims(token: string, key: KeyObject): JWTPayload {
  const [, signed = '', payload = '', signature = ''] = COMPACT.exec(token) ?? [];
  if (signed === '') throw new TokenRefusedError('malformed');
  const isOurs = SIGNATURE.test(signature) && verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  if (!isOurs) throw new TokenRefusedError('signature');
  return claimsIn(Buffer.from(payload, 'base64url').toString('utf8'));
}

/** A member that stands twice, of which each reader might see another, isn't as we write it (RFC 8725 §3.10). */
function claimsIn(text: string): JWTPayload {
  const claims = parseJson(text);
  if (!isClaims(claims)) throw new TokenRefusedError('malformed');
  if (JSON.stringify(claims) !== text) throw new TokenRefusedError('claims');
  return claims;
}

function isClaims(value: unknown): value is JWTPayload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
