import { decodeProtectedHeader } from 'jose';
import { parseSigningKeys, type SigningKeys } from '../../../../lambdas/rotation/domain/signing-keys';
import { SigningKeysKind } from '../../../../lambdas/rotation/signing-keys/signing-keys-kind';
import { keySetAt } from '../../../../lambdas/shared/key-set/key-set';
import { Secrets } from '../../../../lambdas/shared/secrets/secrets';
import { SecretsManagerSource } from '../../../../lambdas/shared/secrets/secrets-manager-source';
import { SecretValue } from '../../../../lambdas/shared/secrets/secret-value';
import { accessTokenIssuer, type Issuer } from '../../../../lambdas/shared/tokens/access-token-issuer';
import { AccessTokenVerifier } from '../../../../lambdas/shared/tokens/access-token-verifier';
import { TokenRefusedError } from '../../../../lambdas/shared/tokens/errors';
import { KeySetCache } from '../../../../lambdas/shared/tokens/key-set-cache';
import { manualClock } from '../../../support/manual-clock';
import { MemoryKeySetStore } from '../../../support/memory-key-set-store';
import { MemorySecretSource } from '../../../support/memory-secret-source';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { ORIGIN, somebody } from '../../../support/token-world';
import { runUnderLoad } from '../../rotation/load';
import type { Subject, SubjectClient } from '../../rotation/subject';
import { World } from '../../rotation/world';

const DAY = 86_400;
/** As it is deployed: longer than a secret is cached, also while Secrets Manager is down, and a token's life. */
const GRACE_SECONDS = 3600;
const LIMITS = { ttlSeconds: 300, graceSeconds: 900, maxEntries: 1 };
const PATIENCE_MILLISECONDS = 120_000;
const INITIAL = '{"password":"what CloudFormation generated"}';

const time = manualClock();
let store: MemoryKeySetStore;
let world: World<SigningKeys>;

beforeEach(async () => {
  store = new MemoryKeySetStore();
  world = new World(new SigningKeysKind(store, time.clock, GRACE_SECONDS), INITIAL);
  await world.rotate();
});

const published = async (): Promise<readonly string[]> => keySetAt((await store.read()).published, time.clock() / 1000).keys.map(({ kid }) => kid);
const keysNow = (): SigningKeys => parseSigningKeys(new SecretValue(world.current));
const verifier = (): AccessTokenVerifier => new AccessTokenVerifier({ keySet: new KeySetCache(store, time.clock), origin: ORIGIN, clock: time.clock });

/** One instance of the function that issues, with the secret's cache of its own. */
function issuer(): Issuer {
  const secrets = new Secrets(new SecretsManagerSource(world.secret.client), time.clock, LIMITS);
  return accessTokenIssuer({ secrets, id: world.secret.id, origin: ORIGIN, clock: time.clock });
}

/** Ends what was, as `rotate --now --revoke` does: the next key was in the compromised secret as well. */
async function revoke(): Promise<void> {
  const compromised = world.secret.versionAt('AWSCURRENT');
  await world.rotate();
  await world.rotate();
  await world.invoke({ Step: 'revoke', SecretId: world.secret.id, VersionId: compromised });
}

proves(
  { control: 'IDN-10', part: 'key-set', evidence: 'in-process' },
  'in a year of rotations each key is published a rotation before it signs, and until its last token has expired',
  async () => {
    for (let rotation = 1; rotation <= 12; rotation++) {
      const [signing, next] = [keysNow().current!.kid, keysNow().next!.kid];
      expect(await published()).toEqual(expect.arrayContaining([signing, next]));
      time.advance(30 * DAY);
      const stale = issuer();
      await stale.issue(somebody());
      await world.rotate();
      expect(keysNow().current!.kid).toBe(next);
      // Whoever has the key cached signs with it until the cache's time is over; such a token is verified until it expires.
      time.advance(LIMITS.ttlSeconds - 1);
      const last = await stale.issue(somebody());
      expect(decodeProtectedHeader(last).kid).toBe(signing);
      time.advance(299);
      expect(await verifier().verify(last)).toEqual(somebody());
      time.advance(GRACE_SECONDS);
      expect(await published()).not.toContain(signing);
      expect(decodeProtectedHeader(await stale.issue(somebody())).kid).toBe(next);
    }
  },
);

/** Issues with the value that it has; verifies its own token, and the one that another client issued last, as a function that reads the key set for itself. */
class TokenClient implements SubjectClient {
  static latest: string | undefined;
  readonly #verifier = verifier();

  async use(text: string): Promise<void> {
    // So that time passes between the rotations, although they follow each other at once.
    time.advance(0.1);
    const source = new MemorySecretSource();
    source.set('held', 'held', text);
    const secrets = new Secrets(source, time.clock, LIMITS);
    const token = await accessTokenIssuer({ secrets, id: 'held', origin: ORIGIN, clock: time.clock }).issue(somebody());
    for (const each of [token, TokenClient.latest ?? token]) await this.#verifier.verify(each);
    TokenClient.latest = token;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

proves(
  { control: 'IDN-10', part: 'under-load', evidence: 'in-process' },
  'no verification by 50 verifiers fails across 20 rotations of signing keys, each verifier with a key set of its own that is up to half a minute old',
  async () => {
    TokenClient.latest = undefined;
    const subject = { kind: { name: 'signing-keys' }, client: () => new TokenClient() } as unknown as Subject<SigningKeys>;
    const { lines, ...seen } = await runUnderLoad(world, subject);
    process.stdout.write(`${lines.join('\n')}\n`);
    expect(seen.failures).toEqual([]);
    expect(seen.rotations).toBe(20);
    expect(Math.min(...seen.operationsBetweenSteps, seen.usesOfOld, seen.usesOfNew)).toBeGreaterThan(0);
  },
  PATIENCE_MILLISECONDS,
);

proves(
  { control: 'IDN-10', part: 'emergency', evidence: 'in-process' },
  'a token of a revoked key is refused within 60 seconds by verifiers that had it and its key cached, and asked all the time',
  async () => {
    const leaked = await issuer().issue(somebody());
    const verifiers = [verifier(), verifier(), verifier()];
    for (const one of verifiers) {
      expect(await one.verify(leaked)).toEqual(somebody());
      time.advance(9);
    }
    await revoke();
    for (let second = 1; second < 60; second += 1) {
      time.advance(1);
      for (const one of verifiers) await refusalOf(one.verify(leaked));
    }
    time.advance(1);
    for (const one of verifiers) expect(await refusalOf(one.verify(leaked))).toEqual(new TokenRefusedError('unknown-key'));
  },
);

proves(
  { control: 'IDN-10', part: 'emergency', evidence: 'in-process' },
  'a verifier that loses the table right before a revocation accepts nothing once its set is a minute old',
  async () => {
    const leaked = await issuer().issue(somebody());
    const one = verifier();
    await one.verify(leaked);
    await revoke();
    const failure = new Error('down');
    store.failure = failure;
    time.advance(59);
    expect(await one.verify(leaked)).toEqual(somebody());
    time.advance(1);
    expect(await refusalOf(one.verify(leaked))).toBe(failure);
  },
);

proves(
  { control: 'IDN-10', part: 'emergency', evidence: 'in-process' },
  'after a revocation tokens of the new key are verified at once, also by verifiers whose key set is older',
  async () => {
    const one = verifier();
    await one.verify(await issuer().issue(somebody()));
    time.advance(5);
    await revoke();
    expect(await one.verify(await issuer().issue(somebody()))).toEqual(somebody());
  },
);
