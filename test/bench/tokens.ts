import { importJWK, jwtVerify } from 'jose';
import { AccessTokenVerifier } from '../../lambdas/shared/tokens/access-token-verifier';
import { KeySetCache } from '../../lambdas/shared/tokens/key-set-cache';
import { VerifiedTokens } from '../../lambdas/shared/tokens/verified-tokens';
import { ORIGIN, REQUIRED_CLAIMS, somebody, TokenWorld } from '../support/token-world';
import { median, type Figure } from './figure';
import { microseconds } from './microseconds';

const PEER = 'jose jwtVerify';
const LIMIT = 1.1;
const CACHED_LIMIT_MICROSECONDS = 5;
const ROUNDS = 9;

/** Verifying a token with the key set at hand against plain jose, in turns; then one that was verified a moment ago. */
export async function tokenFigures(): Promise<Figure[]> {
  const world = await TokenWorld.make();
  const token = await world.issuer.issue(somebody());
  const parts = { keySet: new KeySetCache(world.store, world.time.clock), origin: ORIGIN, clock: world.time.clock };
  const forgetful = new AccessTokenVerifier({ ...parts, verified: new VerifiedTokens(0) });
  const plain = await plainVerification(world, token);
  const rounds: { ours: number; ratio: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await microseconds(() => forgetful.verify(token));
    rounds.push({ ours, ratio: ours / (await microseconds(plain)) });
  }
  const ratio = median(rounds.map((round) => round.ratio));
  const cached = await microseconds(() => world.verifier.verify(token));
  const value = median(rounds.map(({ ours }) => ours));
  return [
    { name: 'verify a token', value, unit: 'µs', ratio, peer: PEER, goal: `≤ ${LIMIT} × plain`, met: ratio <= LIMIT },
    {
      name: 'verify a token known already',
      value: cached,
      unit: 'µs',
      goal: `≤ ${CACHED_LIMIT_MICROSECONDS} µs`,
      met: cached <= CACHED_LIMIT_MICROSECONDS,
    },
  ];
}

/** What anybody would write, with the key imported once. */
async function plainVerification(world: TokenWorld, token: string): Promise<() => Promise<unknown>> {
  const { kty, crv, x, y } = world.keys.current ?? {};
  const key = await importJWK({ kty, crv, x, y } as never, 'ES256');
  const options = { algorithms: ['ES256'], typ: 'at+jwt', issuer: ORIGIN, audience: ORIGIN, requiredClaims: REQUIRED_CLAIMS };
  return () => jwtVerify(token, key, { ...options, currentDate: new Date(world.time.clock()) });
}
