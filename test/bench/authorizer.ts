import { importJWK, jwtVerify } from 'jose';
import { authorize, type AuthorizerParts } from '../../lambdas/identity/authorizer/authorize';
import { Audit } from '../../lambdas/shared/audit/audit';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { AccessTokenVerifier } from '../../lambdas/shared/tokens/access-token-verifier';
import { KeySetCache } from '../../lambdas/shared/tokens/key-set-cache';
import { VerifiedTokens } from '../../lambdas/shared/tokens/verified-tokens';
import { authorizerEvent } from '../lambdas/identity/authorizer/authorizer-event';
import { memoryKeyRing } from '../support/memory-key-ring';
import { MemoryRecordStore } from '../support/memory-record-store';
import { ORIGIN, somebody, TokenWorld } from '../support/token-world';
import { UNLIMITED_DENIALS } from '../support/unlimited-denials';
import { median, type Figure } from './figure';
import { latencies, percentile } from './latencies';

const ROUNDS = 15;
const CALLS = 400;
const CACHED_MICROSECONDS = 50;
const LIMIT = 1.2;

/** The whole of the authorizer but its network: reading the event, the token, the decision and its log line; the peer in turns. */
export async function authorizerFigures(): Promise<Figure[]> {
  const world = await TokenWorld.make();
  const event = authorizerEvent({ authorization: `Bearer ${await world.issuer.issue(somebody())}` });
  const keySet = new KeySetCache(world.store, world.time.clock);
  const forgetful = new AccessTokenVerifier({ keySet, origin: ORIGIN, clock: world.time.clock, verified: new VerifiedTokens(0) });
  const plain = await plainVerification(world);
  const [knowing, asking] = [world.verifier, forgetful].map((tokens) => partsOf(world, tokens)) as [AuthorizerParts, AuthorizerParts];
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const cached = await latencies(CALLS, () => authorize(knowing, event));
    const verified = await latencies(CALLS, () => authorize(asking, event));
    const peer = percentile(await latencies(CALLS, plain), 0.5);
    rounds.push({ cached: percentile(cached, 0.5), worst: percentile(cached, 0.99), own: percentile(verified, 0.5), peer });
  }
  const cached = median(rounds.map((round) => round.cached));
  const ratio = median(rounds.map(({ own, peer }) => own / peer));
  return [
    { name: 'authorizer, token known, p50', value: cached, unit: 'µs', goal: `≤ ${String(CACHED_MICROSECONDS)} µs`, met: cached <= CACHED_MICROSECONDS },
    { name: 'authorizer, token known, p99', value: median(rounds.map(({ worst }) => worst)), unit: 'µs', met: true },
    {
      name: 'authorizer, token new, p50',
      value: median(rounds.map(({ own }) => own)),
      unit: 'µs',
      ratio,
      peer: 'jose jwtVerify',
      goal: `≤ ${String(LIMIT)} × plain`,
      met: ratio <= LIMIT,
    },
  ];
}

/** The log line is made, as in the function, and goes nowhere. */
function partsOf(world: TokenWorld, tokens: AuthorizerParts['tokens']): AuthorizerParts {
  const { clock } = world.time;
  const log = (line: object) => void JSON.stringify(line);
  const hashKeys = memoryKeyRing([1], 'hash-keys');
  const rings = { hashKeys, sessionKeys: memoryKeyRing([1], 'session-keys') };
  return {
    store: new MemoryRecordStore(clock),
    audit: new Audit({ service: 'authorizer', ...rings, clock }),
    peppers: memoryKeyRing([1], 'peppers'),
    hashKeys,
    denials: UNLIMITED_DENIALS,
    originKeys: memoryKeyRing([1], 'origin-keys'),
    tokens,
    clock,
    policySet: COMPILED_POLICIES.hash,
    log,
  };
}

async function plainVerification(world: TokenWorld): Promise<() => Promise<unknown>> {
  const token = await world.issuer.issue(somebody());
  const { kty, crv, x, y } = world.keys.current ?? {};
  const key = await importJWK({ kty, crv, x, y } as never, 'ES256');
  const currentDate = new Date(world.time.clock());
  return () => jwtVerify(token, key, { algorithms: ['ES256'], typ: 'at+jwt', issuer: ORIGIN, audience: ORIGIN, currentDate });
}
