import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { drawDevice, withDevice } from '../../../../lambdas/identity/domain/devices';
import type { ApiKey } from '../../../../lambdas/identity/domain/api-keys/api-key';
import { API_KEY_USE } from '../../../../lambdas/identity/domain/api-keys/api-key';
import { makeKeyText, writeKeyText } from '../../../../lambdas/identity/domain/api-keys/key-text';
import { principalContext } from '../../../../lambdas/shared/http/principal';
import type { Person } from '../../../../lambdas/shared/http/request';
import { throughEdge } from '../../../support/edge';
import { manualClock } from '../../../support/manual-clock';
import { memoryKeyRing, ringText } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';
import { runBundle } from '../../../support/run-bundle';
import { ORIGIN, somebody, TokenWorld } from '../../../support/token-world';
import { newAccount } from '../session/sessions-world';
import { placeOf, startAuthorizerCloud, type AuthorizerCloud } from './authorizer-cloud';
import { authorizerEvent, METHOD_ARN, type Called } from './authorizer-event';

const RINGS = ['peppers', 'session-keys', 'hash-keys', 'origin-keys'] as const;
const VARIABLES = {
  ACCOUNTS_TABLE: 'accounts',
  SESSIONS_TABLE: 'sessions',
  OUTBOX_TABLE: 'outbox',
  COUNTERS_TABLE: 'counters',
  KEY_SET_TABLE: 'key-set',
  PEPPERS_SECRET: 'peppers',
  SESSION_KEYS_SECRET: 'session-keys',
  HASH_KEYS_SECRET: 'hash-keys',
  ORIGIN_KEYS_SECRET: 'origin-keys',
  API_ORIGIN: ORIGIN,
  POLICY_SET: COMPILED_POLICIES.hash,
};
/** Neither cookie nor edge, and a proof of long ago. */
const NOTHING_KNOWN = { device: 'unknown', location: 'unknown', risk: 100 } as const;
const IN_PROCESS = { control: 'AZN-6', evidence: 'in-process' } as const;

let cloud: AuthorizerCloud;
let world: TokenWorld;

beforeAll(async () => {
  cloud = await startAuthorizerCloud();
  world = await TokenWorld.make(manualClock(Date.now()));
  const { number, published } = await world.store.read();
  cloud.items.set(placeOf('key-set', 'signing-keys', 'published'), { edition: { N: String(number) }, document: { S: JSON.stringify(published) } });
  for (const ring of RINGS) cloud.secrets.set(ring, ringText([1], ring));
});

afterAll(() => cloud.stop());

beforeEach(() => {
  cloud.down = false;
  cloud.written.splice(0);
});

/** What the built function decides: a policy, or why not. */
async function decide(called: Called): Promise<{ readonly policy: unknown; readonly failure: string }> {
  const { answer, stderr } = await runBundle('identity/authorizer', authorizerEvent(called), { ...VARIABLES, AWS_ENDPOINT_URL: cloud.url });
  return { policy: answer ?? undefined, failure: /^[a-z-]+: .*$/m.exec(stderr)?.[0] ?? '' };
}

const bearer = async (changes: Partial<Person> = {}): Promise<string> => `Bearer ${await world.issuer.issue(somebody(changes))}`;
const policy = (Effect: 'Allow' | 'Deny', path: string, principalId: string) => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 'execute-api:Invoke', Resource: `${METHOD_ARN}/${path}` }] },
});

const record = (value: unknown) => ({ version: { N: '1' }, document: { S: JSON.stringify(value) } });

/** A browser that somebody's account knows: the header that it sends. */
async function storeBrowser(): Promise<Readonly<Record<string, string>>> {
  const { cookie, hash } = await drawDevice(memoryKeyRing([1], 'hash-keys'));
  const { account: id, tenant } = somebody();
  cloud.items.set(placeOf('accounts', `account/${id}`, 'account'), record(withDevice({ ...(await newAccount()), id, tenant }, hash, 1)));
  return { Cookie: `__Host-device=${cookie}` };
}

/** A key in the tables, and its text. */
async function storeKey(changes: Partial<ApiKey> = {}): Promise<string> {
  const [account, text] = [await newAccount(), makeKeyText()];
  const now = Math.floor(Date.now() / 1000);
  const hash = await memoryKeyRing([1], 'peppers').hash(API_KEY_USE, text.secret);
  const key: ApiKey = {
    id: text.id,
    tenant: account.tenant,
    name: 'one',
    creator: account.id,
    scopes: ['documents:read'],
    hash,
    networks: [],
    createdAt: now,
    expiresAt: now + 3600,
    ...changes,
  };
  cloud.items.set(placeOf('accounts', `account/${account.id}`, 'account'), record(account));
  cloud.items.set(placeOf('accounts', `api-key/${text.id}`, 'api-key'), record(key));
  return writeKeyText(text);
}

proves({ ...IN_PROCESS, part: 'bearer' }, 'the built authorizer takes an access token as Bearer, and tells the function who it is', async () => {
  for (const authorization of [await bearer(), (await bearer()).replace('Bearer', 'bearer')]) {
    const { policy: given } = await decide({ authorization });
    expect(given).toEqual({
      ...policy('Allow', 'GET/auth/sessions', somebody().account),
      context: {
        ...principalContext(somebody({ circumstances: NOTHING_KNOWN })),
        viewerAddress: '192.0.2.7',
        policy: 'own-account',
        reason: 'permitted',
        policySet: COMPILED_POLICIES.hash,
      },
    });
  }
});

proves({ ...IN_PROCESS, part: 'bearer' }, 'the built authorizer takes an API key as Bearer, notes its use, and tells whose it is', async () => {
  const text = await storeKey();
  const { policy: given } = await decide({ authorization: `Bearer ${text}` });
  const id = text.split('_')[1] ?? '';
  expect(given).toMatchObject({ ...policy('Deny', 'GET/auth/sessions', id), context: { kind: 'api-key', key: id, scopes: 'documents:read' } });
  expect(JSON.stringify(cloud.written)).toContain('lastUsedAt');
});

proves(
  { ...IN_PROCESS, part: 'statuses' },
  'the built authorizer answers what the gateway makes a 401 of for each missing or bad credential',
  async () => {
    const token = (await bearer()).slice(7);
    const late = manualClock(Date.now() - 3_600_000);
    const expired = await (await TokenWorld.make(late)).issuer.issue(somebody());
    const key = await storeKey();
    const bad = [
      undefined,
      '',
      'Bearer',
      `Basic ${token}`,
      token,
      `Bearer ${token} ${token}`,
      `Bearer ${token.slice(0, -4)}AAAA`,
      `Bearer ${expired}`,
      `Bearer ${key.slice(0, -1)}_`,
      `Bearer ${await storeKey({ expiresAt: 1 })}`,
      `Bearer ${await storeKey({ networks: ['198.51.100.0/24'] })}`,
      `Bearer ${writeKeyText(makeKeyText())}`,
    ];
    for (const authorization of bad) {
      const decided = await decide(authorization === undefined ? {} : { authorization });
      expect(decided).toEqual({ policy: undefined, failure: 'nobody: Unauthorized' });
    }
    expect(await decide({ authorization: [`Bearer ${token}`, `Bearer ${token}`] })).toEqual({ policy: undefined, failure: 'nobody: Unauthorized' });
  },
  60_000,
);

proves(
  { ...IN_PROCESS, part: 'statuses' },
  'the built authorizer answers what the gateway makes a 403 of where rights are missing, and for each route that nobody knows',
  async () => {
    const member = await bearer({ roles: ['MEMBER'] });
    const { account } = somebody();
    for (const route of ['POST /auth/api-keys', 'DELETE /auth/api-keys/{key}', 'GET /auth/unknown', 'PATCH /auth/sessions', 'GET /auth/constructor']) {
      const { policy: given } = await decide({ route, authorization: member });
      expect(given).toMatchObject(policy('Deny', route.replace(' ', '').replace('{key}', 'one'), account));
    }
    expect(cloud.written).toHaveLength(5);
    expect(JSON.stringify(cloud.written[0])).toContain('access.denied');
    expect((await decide({ route: 'GET /auth/api-keys', authorization: await bearer({ roles: ['OWNER'] }) })).policy).toMatchObject(
      policy('Allow', 'GET/auth/api-keys', account),
    );
    expect((await decide({ authorization: await bearer({ roles: ['NOBODY'] }) })).policy).toMatchObject(policy('Deny', 'GET/auth/sessions', account));
  },
  60_000,
);

proves(
  { ...IN_PROCESS, part: 'identity-headers' },
  'headers that claim to say who calls change nothing of what the built authorizer decides, and are no credential',
  async () => {
    const headers = {
      'X-Account': 'somebody else',
      'X-User-Id': '1',
      'X-Tenant-Id': 'another',
      'X-Roles': 'OWNER',
      'X-Amzn-Oidc-Identity': 'root',
      'X-Forwarded-User': 'root',
      'X-Forwarded-For': '198.51.100.7',
      'X-Original-Url': '/auth/account',
      'X-Http-Method-Override': 'GET',
    };
    expect(await decide({ headers })).toEqual({ policy: undefined, failure: 'nobody: Unauthorized' });
    const member = await bearer({ roles: ['MEMBER'] });
    const called = { route: 'POST /auth/api-keys', authorization: member };
    const { policy: without } = await decide(called);
    expect(without).toBeDefined();
    expect((await decide({ ...called, headers })).policy).toEqual(without);
    const bound = `Bearer ${await storeKey({ networks: ['198.51.100.0/24'] })}`;
    expect((await decide({ authorization: bound, headers })).failure).toBe('nobody: Unauthorized');
    expect((await decide({ authorization: bound, address: '198.51.100.7' })).policy).toBeDefined();
  },
  60_000,
);

proves(
  { control: 'AZN-9', part: 'unknown', evidence: 'in-process' },
  'the built authorizer denies a sensitive action from an unknown device, from an unknown place and with a forged one, and allows it from a known device by way of the edge',
  async () => {
    const browser = await storeBrowser();
    const authenticatedAt = Math.floor(Date.now() / 1000);
    const called = { route: 'POST /auth/api-keys', authorization: await bearer({ roles: ['OWNER'], authenticatedAt, methods: ['pwd', 'otp', 'mfa'] }) };
    const { 'X-Origin-Secret': secret = '', ...claimed } = throughEdge();
    const forged = { ...claimed, 'X-Origin-Secret': `${secret.slice(0, -1)}_` };
    const cases = [
      [{}, 'Deny', 'high-risk'],
      [throughEdge(), 'Deny', 'unknown-device'],
      [{ ...throughEdge(), Cookie: `__Host-device=${'A'.repeat(43)}` }, 'Deny', 'unknown-device'],
      [browser, 'Deny', 'unknown-location'],
      [{ ...browser, ...claimed }, 'Deny', 'unknown-location'],
      [{ ...browser, ...forged }, 'Deny', 'unknown-location'],
      [{ ...browser, ...throughEdge() }, 'Allow', 'api-keys'],
    ] as const;
    for (const [headers, effect, decided] of cases) {
      const { policy: given } = await decide({ ...called, headers });
      expect(given).toMatchObject({ ...policy(effect, 'POST/auth/api-keys', somebody().account), context: { policy: decided } });
    }
  },
  60_000,
);

it('what can not be told is neither a 401 nor a 403', async () => {
  cloud.down = true;
  for (const authorization of [await bearer(), `Bearer ${await storeKey()}`]) {
    const { policy: given, failure } = await decide({ authorization });
    expect(given).toBeUndefined();
    expect(failure).toMatch(/^dependency-failed: dynamodb:GetItem failed/);
  }
});
