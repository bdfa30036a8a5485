import { createLocalJWKSet, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import { announce, dropOthers, retireOthers } from '../../../lambdas/rotation/domain/published-keys';
import { changePublished, type KeySetStore } from '../../../lambdas/rotation/domain/key-set-store';
import { parseSigningKeys, serializeSigningKeys, succeed, type SigningKeys } from '../../../lambdas/rotation/domain/signing-keys';
import { keySetAt, NOTHING_PUBLISHED, type PublishedKeys } from '../../../lambdas/shared/key-set/key-set';
import { SigningKeysKind } from '../../../lambdas/rotation/signing-keys/signing-keys-kind';
import { DependencyFailedError } from '../../../lambdas/shared/dependency-failed-error';
import { SecretValue } from '../../../lambdas/shared/secrets/secret-value';
import { errorOf } from '../../support/error-of';
import { MemoryKeySetStore } from '../../support/memory-key-set-store';
import { proves } from '../../support/proves';
import { refusalOf } from '../../support/refusal-of';
import { describeRotation } from './contract';
import type { Subject, SubjectClient } from './subject';
import { World } from './world';

const GRACE_SECONDS = 900;
const PUBLISHED = { control: 'KEY-1', part: 'signing-keys', evidence: 'in-process' } as const;

function failingStore(error: Error): KeySetStore {
  return { read: () => Promise.reject(error), write: () => Promise.reject(error) };
}

async function served(store: KeySetStore): Promise<JSONWebKeySet> {
  const { keys } = keySetAt((await store.read()).published, Date.now() / 1000);
  return { keys: keys.map((key) => ({ ...key })) };
}

async function sign(text: string): Promise<string> {
  const { current } = parseSigningKeys(new SecretValue(text));
  const key = await importJWK({ ...current! }, 'ES256');
  return new SignJWT({ sub: 'somebody' })
    .setProtectedHeader({ alg: 'ES256', kid: current!.kid })
    .setIssuer('https://api.example.com')
    .setExpirationTime('5 minutes')
    .sign(key);
}

async function verify(token: string, keySet: JSONWebKeySet): Promise<void> {
  await jwtVerify(token, createLocalJWKSet(keySet), { algorithms: ['ES256'], issuer: 'https://api.example.com', requiredClaims: ['exp', 'sub'] });
}

/** Signs as the API does, and verifies as a consumer who fetches the key set only when the one before has served its time. */
class SigningClient implements SubjectClient {
  #fetchedFor = '';
  #keySet: JSONWebKeySet = { keys: [] };
  #earlier: string | undefined;

  constructor(private readonly store: KeySetStore) {}

  async use(text: string): Promise<void> {
    const isNew = text !== this.#fetchedFor;
    if (this.#fetchedFor === '') this.#keySet = await served(this.store);
    const token = await sign(text);
    await verify(token, this.#keySet);
    if (isNew) this.#keySet = await served(this.store);
    await verify(this.#earlier ?? token, this.#keySet);
    this.#fetchedFor = text;
    this.#earlier = token;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function makeSubject(): Subject<SigningKeys> {
  const store = new MemoryKeySetStore();
  const kindAt = (place: KeySetStore) => new SigningKeysKind(place, () => Date.now(), GRACE_SECONDS);
  const keysOf = (text: string) => parseSigningKeys(new SecretValue(text));
  const preflightAt = (error: Error) => () => kindAt(failingStore(error)).preflight();
  return {
    kind: kindAt(store),
    initial: '{"seed":"what CloudFormation generated"}',
    outdated: async () => serializeSigningKeys(await succeed(await succeed(await succeed({ current: null, next: null, last: null })))).reveal(),
    unapplied: async (current) => serializeSigningKeys(await succeed(keysOf(current))).reveal(),
    client: () => new SigningClient(store),
    staysConnected: false,
    works: async (text) => (await refusalOf(served(store).then(async (keySet) => verify(await sign(text), keySet)))) === undefined,
    obstacles: [
      {
        title: 'no permission',
        code: 'permission-missing',
        findings: preflightAt(
          new DependencyFailedError('dynamodb:GetItem', Object.assign(new Error(), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } })),
        ),
      },
      {
        title: 'no service',
        code: 'service-failed',
        findings: preflightAt(new DependencyFailedError('dynamodb:GetItem', Object.assign(new Error(), { $metadata: { httpStatusCode: 503 } }))),
      },
    ],
  };
}

describe('signing keys', () => {
  let subject: Subject<SigningKeys>;
  beforeAll(() => {
    subject = makeSubject();
  });
  describeRotation(() => subject, { what: 'Signing keys and their published set', evidence: 'in-process' });
});

describe('published keys', () => {
  let keys: SigningKeys;
  let after: SigningKeys;
  let published: PublishedKeys;
  const kids = (seconds: number): readonly string[] => keySetAt(published, seconds).keys.map(({ kid }) => kid);

  beforeAll(async () => {
    keys = await succeed({ current: null, next: null, last: null });
    after = await succeed(keys);
  });

  beforeEach(() => {
    published = announce(announce(NOTHING_PUBLISHED, keys, 0), after, 1000);
  });

  proves(PUBLISHED, 'the published keys hold the next key one rotation before it signs', () => {
    expect(after.current!.kid).toBe(keys.next!.kid);
    expect(announce(NOTHING_PUBLISHED, keys, 0).keys.map(({ kid }) => kid)).toContain(after.current!.kid);
  });

  proves(PUBLISHED, 'the published keys hold the last key until its last token has expired, and no longer', () => {
    published = retireOthers(published, after, 1000, GRACE_SECONDS);
    expect(kids(1000 + GRACE_SECONDS - 1)).toContain(keys.current!.kid);
    expect(kids(1000 + GRACE_SECONDS)).toEqual([after.current!.kid, after.next!.kid]);
  });

  it('keep the end that a key has when the last step is repeated', () => {
    published = retireOthers(retireOthers(published, after, 1000, GRACE_SECONDS), after, 1500, GRACE_SECONDS);
    expect(kids(1000 + GRACE_SECONDS)).not.toContain(keys.current!.kid);
  });

  it('lose all others at once in an emergency', () => {
    published = dropOthers(after);
    expect(kids(1000)).toEqual([after.current!.kid, after.next!.kid]);
  });

  it('hold the key that signs also when the store had lost them', () => {
    expect(announce(NOTHING_PUBLISHED, after, 0).keys.map(({ kid }) => kid)).toContain(keys.current!.kid);
  });

  it('hold no private part', () => {
    expect(JSON.stringify(keySetAt(published, 1000))).not.toContain('"d"');
    expect(JSON.stringify(published)).not.toContain('"d"');
  });

  it("aren't lost when two publish at once", async () => {
    const store = new MemoryKeySetStore();
    store.overtaken = 3;
    await changePublished(store, (before) => announce(before, keys, 0));
    expect((await store.read()).published.keys).toHaveLength(2);
  });

  it('are refused when others are always faster', async () => {
    const store = new MemoryKeySetStore();
    store.overtaken = 100;
    expect(await refusalOf(changePublished(store, () => NOTHING_PUBLISHED))).toMatchObject({ code: 'publishing-conflict' });
  });
});

describe('after a revocation', () => {
  it('tokens of the key that was compromised, and of the one that stood beside it, are refused', async () => {
    const { initial } = makeSubject();
    const store = new MemoryKeySetStore();
    const world = new World(new SigningKeysKind(store, () => Date.now(), GRACE_SECONDS), initial);
    await world.rotate();
    const leaked = world.current;
    const versionId = world.secret.versionAt('AWSCURRENT')!;
    await world.rotate();
    const fromNext = await sign(world.current);
    await world.rotate();
    await world.invoke({ Step: 'revoke', SecretId: world.secret.id, VersionId: versionId });
    const keySet = await served(store);
    for (const token of [await sign(leaked), fromNext]) expect(await refusalOf(verify(token, keySet))).toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    await verify(await sign(world.current), keySet);
    expect(decodeProtectedHeader(await sign(world.current)).alg).toBe('ES256');
  });
});

describe('a secret of signing keys', () => {
  it('is refused with keys for another algorithm, with one key alone, and as anything but an object', async () => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const foreign = { ...(await exportJWK(privateKey)), kid: 'x', alg: 'ES384', use: 'sig' };
    const good = await succeed({ current: null, next: null, last: null });
    const texts = [
      JSON.stringify({ current: foreign, next: foreign, last: null }),
      JSON.stringify({ current: good.current }),
      JSON.stringify({ ...good, current: null }),
      '[]',
      'null',
      '"text"',
      '{',
    ];
    for (const text of texts) expect(errorOf(() => parseSigningKeys(new SecretValue(text)))).toMatchObject({ code: 'invalid-secret' });
  });
});
