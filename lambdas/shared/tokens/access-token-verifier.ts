import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { Clock } from '../clock';
import type { Person } from '../http/request';
import { isWanted } from '../key-set/key-set';
import { ACCESS_TOKEN_TYPE, personOfClaims, REQUIRED_CLAIMS } from './access-token';
import { TokenRefusedError, type Defect } from './errors';
import type { KeySetCache, KnownKeys } from './key-set-cache';
import { headerOf } from './token-header';
import { nameOfToken, VerifiedTokens } from './verified-tokens';

/** What tokens are verified by. */
export interface VerifierParts {
  readonly keySet: KeySetCache;
  /** The API's origin: issuer and audience. */
  readonly origin: string;
  readonly clock: Clock;
  /** @default a cache of 1,000 tokens */
  readonly verified?: VerifiedTokens;
}

/** Ours have some 600 characters. */
const MOST_CHARACTERS = 4096;
const DEFECTS: Readonly<Record<string, Defect>> = Object.freeze({
  [errors.JWTExpired.code]: 'expired',
  [errors.JWTClaimValidationFailed.code]: 'claims',
  [errors.JWSSignatureVerificationFailed.code]: 'signature',
});

/** Verifies access tokens (RFC 9068 §4, RFC 8725); those that it knows without looking at the signature again. */
export class AccessTokenVerifier {
  readonly #verified: VerifiedTokens;

  constructor(private readonly parts: VerifierParts) {
    this.#verified = parts.verified ?? new VerifiedTokens();
  }

  /**
   * The person whom a token speaks for.
   * @throws {TokenRefusedError} when it isn't a valid access token
   * @throws {DependencyFailedError} when no key set is known that is young enough
   */
  async verify(token: string): Promise<Person> {
    if (token.length > MOST_CHARACTERS) throw new TokenRefusedError('oversize');
    const { keySet, clock } = this.parts;
    const seconds = clock() / 1000;
    const keys = await keySet.current();
    const name = nameOfToken(token);
    return this.#verified.find(name, keys, seconds) ?? this.#verifyWhole(token, name, keys, seconds);
  }

  async #verifyWhole(token: string, name: string, known: KnownKeys, seconds: number): Promise<Person> {
    const { keySet, origin } = this.parts;
    const header = token.slice(0, Math.max(0, token.indexOf('.')));
    const keys = known.byHeader.has(header) ? known : await keySet.with(headerOf(token));
    const signer = keys.byHeader.get(header);
    if (signer === undefined || !isWanted(signer.published, seconds)) throw new TokenRefusedError('unknown-key');
    const { payload } = await jwtVerify(token, signer.key, {
      algorithms: ['ES256'],
      typ: ACCESS_TOKEN_TYPE,
      issuer: origin,
      audience: origin,
      requiredClaims: REQUIRED_CLAIMS,
      currentDate: new Date(seconds * 1000),
    }).catch(refuse);
    const person = personOfClaims(payload, seconds);
    if (person === undefined || !isAsIssued(token, payload)) throw new TokenRefusedError('claims');
    this.#verified.keep(name, keys, { person, expiresAt: payload.exp ?? 0 });
    return person;
  }
}

/** Claims as we write them: a member that stands twice, of which each reader might see another, isn't (RFC 8725 §3.10). */
function isAsIssued(token: string, payload: JWTPayload): boolean {
  const [, encoded = ''] = token.split('.');
  return Buffer.from(encoded, 'base64url').toString('utf8') === JSON.stringify(payload);
}

/** What the library says of a token isn't kept: it may quote its claims. */
function refuse(error: unknown): never {
  throw new TokenRefusedError((error instanceof errors.JOSEError ? DEFECTS[error.code] : undefined) ?? 'malformed');
}
