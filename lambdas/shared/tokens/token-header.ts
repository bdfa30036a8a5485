import { ACCESS_TOKEN_TYPE } from './access-token';
import { TokenRefusedError } from './errors';

const COMPACT = /^([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const KID = /^[A-Za-z0-9_-]{1,64}$/;

/** The header of a token that a key signs, encoded. */
export function encodedHeader(kid: string): string {
  return Buffer.from(JSON.stringify({ alg: 'ES256', kid, typ: ACCESS_TOKEN_TYPE })).toString('base64url');
}

/**
 * The encoded header of a token. We issue one header for each key, so a token's is compared as it stands and nothing of it is ever
 * believed: no key or address of a key in it (`jwk`, `jku`, `x5u`, `x5c`), no `crit`, no other algorithm, no member twice (RFC 8725
 * §3.1, §3.10).
 * @throws {TokenRefusedError} when it can't be one of ours, whatever the key
 */
export function headerOf(token: string): string {
  const [, encoded] = COMPACT.exec(token) ?? [];
  if (encoded === undefined) throw new TokenRefusedError('malformed');
  const kid = kidOf(Buffer.from(encoded, 'base64url').toString('utf8'));
  if (kid === undefined || encoded !== encodedHeader(kid)) throw new TokenRefusedError('header');
  return encoded;
}

function kidOf(text: string): string | undefined {
  try {
    const header: unknown = JSON.parse(text);
    const kid: unknown = typeof header === 'object' && header !== null ? Reflect.get(header, 'kid') : undefined;
    return typeof kid === 'string' && KID.test(kid) ? kid : undefined;
  } catch {
    throw new TokenRefusedError('malformed');
  }
}
