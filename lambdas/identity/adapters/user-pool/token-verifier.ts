import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { DependencyFailedError } from '../../../shared/dependency-failed-error';
import { RefusedByPoolError } from '../../domain/pool/errors';

/** Cognito's two tokens. */
export interface PoolTokens {
  readonly AccessToken?: string | undefined;
  readonly IdToken?: string | undefined;
}

/** What the tokens must say. */
export interface Expected {
  readonly client: string;
  readonly userName: string;
}

/** Cognito's signing algorithm. */
const ALGORITHMS = ['RS256'];
const OPERATION = 'cognito-idp:GetSigningKeys';

/** Which of jose's errors say that the keys can't be had; all else is wrong with the token. */
const UNREACHABLE = [errors.JWKSTimeout, errors.JWKSInvalid, errors.JWKInvalid];

/** The issuer that the pool's tokens name, in the local cloud too. */
function issuerOf(pool: string): string {
  const [region = ''] = pool.split('_');
  return `https://cognito-idp.${region}.amazonaws.com/${pool}`;
}

/**
 * The pool's public keys, kept and asked for again by jose, which makes headers of `fetch` at once: Node.js loads all of `fetch` for
 * them, a quarter of a cold import, so that waits for the first token (decision 0106).
 * @param endpoint the local cloud's, from which the keys come there
 */
export function poolKeys(pool: string, endpoint: URL | undefined): JWTVerifyGetKey {
  const path = '/.well-known/jwks.json';
  const address = endpoint === undefined ? new URL(`${issuerOf(pool)}${path}`) : new URL(`/${pool}${path}`, endpoint);
  let keys: JWTVerifyGetKey | undefined;
  return (...of) => (keys ??= createRemoteJWKSet(address))(...of);
}

/** Verifies that Cognito itself let this user in: that the answer came from the pool and speaks of who asked. */
export class TokenVerifier {
  constructor(
    private readonly pool: string,
    private readonly keys: JWTVerifyGetKey,
  ) {}

  /**
   * @throws {RefusedByPoolError} when a token isn't the pool's, or isn't for this user and client
   * @throws {DependencyFailedError} when the pool's keys can't be had
   */
  async verify({ AccessToken = '', IdToken = '' }: PoolTokens, { client, userName }: Expected): Promise<void> {
    const access = await this.#claims(AccessToken, ['client_id', 'username']);
    const id = await this.#claims(IdToken, ['aud', 'cognito:username']);
    const isAccess = access.token_use === 'access' && access.client_id === client && access.username === userName;
    const isId = id.token_use === 'id' && id.aud === client && id['cognito:username'] === userName;
    if (!isAccess || !isId) throw new RefusedByPoolError(OPERATION, 'tokens of another');
  }

  async #claims(token: string, required: readonly string[]): Promise<JWTPayload> {
    const requiredClaims = ['exp', 'iat', 'sub', 'token_use', ...required];
    try {
      return (await jwtVerify(token, this.keys, { issuer: issuerOf(this.pool), algorithms: ALGORITHMS, requiredClaims })).payload;
    } catch (error) {
      throw isReachable(error) ? new RefusedByPoolError(OPERATION, 'tokens that the pool did not sign') : new DependencyFailedError(OPERATION, error);
    }
  }
}

/** jose throws its plain base class for an answer that isn't 200, and passes on what fetch throws. */
function isReachable(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError) || error.code === errors.JOSEError.code) return false;
  return !UNREACHABLE.some((type) => error instanceof type);
}
