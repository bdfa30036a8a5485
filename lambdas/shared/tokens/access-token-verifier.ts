import type { Clock } from '../clock';
import type { Person } from '../http/request';
import { isWanted } from '../key-set/key-set';
import { verifiedToken } from './access-token';
import { TokenRefusedError } from './errors';
import type { KeySetCache, KnownKeys } from './key-set-cache';
import { signedClaims } from './signed-claims';
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

/** Verifies access tokens (RFC 9068 §4, RFC 8725; decisions 0083, 0131); those that it knows without looking at the signature again. */
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
    const claims = signedClaims(token, signer.key);
    const verified = verifiedToken(claims, { origin, seconds });
    if (verified === undefined) throw new TokenRefusedError('claims');
    if (verified.expiresAt <= seconds) throw new TokenRefusedError('expired');
    this.#verified.keep(name, keys, verified);
    return verified.person;
  }
}
