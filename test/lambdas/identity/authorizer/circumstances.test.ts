import { randomUUID } from 'node:crypto';
import type { Account } from '../../../../lambdas/identity/domain/account';
import { authorize, type AuthorizerParts } from '../../../../lambdas/identity/authorizer/authorize';
import { drawDevice, withDevice } from '../../../../lambdas/identity/domain/devices';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { sessionAt, sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decideFor } from '../../../../lambdas/shared/authorization/decide-for';
import { principalContext, readPrincipal } from '../../../../lambdas/shared/http/principal';
import type { Circumstances, Person, Principal } from '../../../../lambdas/shared/http/request';
import { CALM_CIRCUMSTANCES, claimed, originSecret, throughEdge } from '../../../support/edge';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { OUR_ROUTES } from '../../../support/our-routes';
import { proves } from '../../../support/proves';
import { somebody, TokenWorld } from '../../../support/token-world';
import { aSession } from '../a-session';
import { ApiKeysWorld, WANTED } from '../api-keys/api-keys-world';
import { newAccount } from '../session/sessions-world';
import { authorizerEvent } from './authorizer-event';
import { authorizerParts } from './authorizer-parts';

const UNKNOWN = { control: 'AZN-9', part: 'unknown', evidence: 'in-process' } as const;
const SENSITIVE = [
  'account:write',
  'account:export',
  'account:erase',
  'api-keys:write',
  'tenants:enter',
  'settings:write',
  'users:write',
  'users:delete',
  'documents:delete',
  'data:export',
];

let world: ApiKeysWorld;
let tokens: TokenWorld;
let parts: AuthorizerParts;
let account: Account;
let cookie: string;

beforeEach(async () => {
  world = new ApiKeysWorld();
  tokens = await TokenWorld.make(world.time);
  parts = { ...authorizerParts(tokens, world.store, () => undefined), originKeys: memoryKeyRing([2, 1], 'origin-keys') };
  const drawn = await drawDevice(parts.hashKeys);
  cookie = drawn.cookie;
  account = withDevice(await newAccount({ roles: ['OWNER', 'SUPER_ADMIN'] }), drawn.hash, 1);
  await store(account);
});

const store = (value: Account) => world.store.commit([{ action: 'create', kind: accountRecord, at: accountAt(value.id), value }], []);

/** What the authorizer decides and tells, and the reason that goes into the access log. */
async function ask(headers: Readonly<Record<string, string>>, route = 'POST /auth/api-keys', person: Partial<Person> = {}) {
  const { id, tenant, roles } = account;
  const authenticatedAt = Math.floor(world.time.clock() / 1000);
  const session = aSession(account, authenticatedAt);
  await world.store.commit([{ action: 'create', kind: sessionRecord, at: sessionAt(id, session.id), value: session }], []);
  const token = await tokens.issuer.issue(somebody({ account: id, tenant, roles, session: session.id, authenticatedAt, ...person }));
  const { context, policyDocument } = await authorize(parts, authorizerEvent({ route, authorization: `Bearer ${token}`, headers }));
  return {
    effect: policyDocument.Statement[0].Effect,
    policy: context.policy,
    viewerAddress: context.viewerAddress,
    circumstances: readPrincipal(context)?.circumstances,
  };
}
const withCookie = (value = cookie) => ({ Cookie: `theme=dark; __Host-device=${value}` });

proves(UNKNOWN, 'each route of a sensitive action is open to a known device at a known place, and closed where either is unknown', async () => {
  const routes = [...OUR_ROUTES].filter(([, permission]) => SENSITIVE.includes(permission)).map(([route]) => route);
  expect(routes.length).toBeGreaterThan(15);
  for (const route of routes) {
    expect([route, (await ask({ ...withCookie(), ...throughEdge() }, route)).effect]).toEqual([route, 'Allow']);
    expect(await ask(throughEdge(), route)).toMatchObject({ effect: 'Deny', policy: 'unknown-device' });
    expect(await ask(withCookie(), route)).toMatchObject({ effect: 'Deny', policy: 'unknown-location' });
  }
});

it('is open to nobody less for what protects an account or revokes, wherever they are', async () => {
  const others = [...OUR_ROUTES].filter(([, permission]) => !SENSITIVE.includes(permission)).map(([route]) => route);
  expect(others).toEqual(
    expect.arrayContaining(['POST /auth/step-up', 'DELETE /auth/recovery', 'DELETE /auth/api-keys/{key}', 'DELETE /auth/sessions/{session}']),
  );
  for (const route of others) expect([route, (await ask({}, route)).effect]).toEqual([route, 'Allow']);
});

proves(UNKNOWN, "the device is known by the account's own cookie alone", async () => {
  const stranger = await drawDevice(parts.hashKeys);
  await store(withDevice(await newAccount(), stranger.hash, 1));
  const bad = [
    withCookie(stranger.cookie),
    withCookie(`${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'E' : 'A'}`),
    withCookie(''),
    withCookie(account.devices[0]!.hash.hash),
    { Cookie: `__Host-device=${cookie}; __Host-device=${stranger.cookie}` },
    { Cookie: `device=${cookie}` },
    { 'X-Device': cookie },
  ];
  for (const headers of bad) expect((await ask({ ...headers, ...throughEdge() })).circumstances).toMatchObject({ device: 'unknown' });
  expect(await ask({ ...withCookie(), ...throughEdge() }, undefined, { account: randomUUID() })).toMatchObject({ circumstances: { device: 'unknown' } });
  expect((await ask({ ...withCookie(), ...throughEdge() })).circumstances).toEqual({ device: 'known', location: 'DE', risk: 30 });
});

proves(UNKNOWN, "a place counts with the origin's secret alone, the current or the one before, and only where it is a country", async () => {
  const forged = claimed();
  const secrets = [
    '',
    'v2.',
    originSecret(3),
    originSecret().slice(3),
    `${originSecret().slice(0, -1)}_`,
    originSecret(2).replace('v2', 'v1'),
    `${originSecret()}, ${originSecret()}`,
  ];
  for (const sent of [forged, ...secrets.map((secret) => ({ ...forged, 'X-Origin-Secret': secret }))])
    expect(await ask({ ...withCookie(), ...sent })).toMatchObject({ effect: 'Deny', circumstances: { device: 'known', location: 'unknown' } });
  for (const country of ['', 'de', 'DEU', 'unknown', '*', 'DE, DE'])
    expect(await ask({ ...withCookie(), ...throughEdge(country) })).toMatchObject({ effect: 'Deny', circumstances: { location: 'unknown' } });
  for (const version of [1, 2])
    expect(await ask({ ...withCookie(), ...forged, 'X-Origin-Secret': originSecret(version) })).toMatchObject({
      effect: 'Allow',
      circumstances: { location: 'DE' },
    });
});

it("tells functions the viewer's address, which is the connection's without the origin's secret", async () => {
  expect(await ask(throughEdge('DE', '203.0.113.9'))).toMatchObject({ viewerAddress: '203.0.113.9' });
  expect(await ask({ 'X-Viewer-Address': '203.0.113.9', 'X-Origin-Secret': originSecret(3) })).toMatchObject({ viewerAddress: '192.0.2.7' });
});

proves(UNKNOWN, 'a weak proof that is half a day old is too risky for a sensitive action, until they prove again', async () => {
  const calm = { ...withCookie(), ...throughEdge() };
  const authenticatedAt = Math.floor(world.time.clock() / 1000) - 4 * 3600 - 1;
  expect(await ask(calm, undefined, { authenticatedAt, methods: ['pwd'] })).toMatchObject({ effect: 'Deny', policy: 'high-risk', circumstances: { risk: 70 } });
  expect(await ask(calm, 'POST /auth/step-up', { authenticatedAt, methods: ['pwd'] })).toMatchObject({ effect: 'Allow' });
  expect(await ask(calm, undefined, { methods: ['pwd'] })).toMatchObject({ effect: 'Allow', circumstances: { risk: 30 } });
  expect(await ask(calm, undefined, { authenticatedAt, methods: ['pwd', 'otp', 'mfa'] })).toMatchObject({ effect: 'Allow', circumstances: { risk: 50 } });
});

describe('an API key', () => {
  const told = async (networks: readonly string[], headers: Readonly<Record<string, string>>, address = '198.51.100.7') => {
    const owner = await world.signIn();
    const authorization = `Bearer ${await world.newKey(owner, { ...WANTED, ...(networks.length === 0 ? {} : { networks }) })}`;
    return readPrincipal((await authorize(parts, authorizerEvent({ authorization, headers, address }))).context)?.circumstances;
  };

  proves(UNKNOWN, 'it has a known device where it is bound to networks, and none where it may come from anywhere', async () => {
    expect(await told(['198.51.100.0/24'], throughEdge('DE', '198.51.100.7'))).toEqual({ device: 'known', location: 'DE', risk: 30 });
    expect(await told([], throughEdge())).toEqual({ device: 'unknown', location: 'DE', risk: 60 });
    expect(await told([], {})).toEqual({ device: 'unknown', location: 'unknown', risk: 90 });
    expect(await told([], withCookie())).toMatchObject({ device: 'unknown' });
  });

  it("is bound to the viewer's address, which the edge alone can say", async () => {
    const networks = ['198.51.100.0/24'];
    expect(await told(networks, throughEdge('DE', '198.51.100.7'), '203.0.113.1')).toMatchObject({ device: 'known' });
    await expect(told(networks, throughEdge('DE', '203.0.113.1'))).rejects.toMatchObject({ code: 'nobody' });
    const forged = claimed('DE', '198.51.100.7');
    await expect(told(networks, forged, '203.0.113.1')).rejects.toMatchObject({ code: 'nobody' });
    expect(await told(networks, throughEdge('DE', 'no address'))).toMatchObject({ device: 'known' });
  });
});

describe('what functions are told', () => {
  const person = somebody({ circumstances: CALM_CIRCUMSTANCES });
  const key: Principal = { kind: 'api-key', key: 'k', tenant: 't', scopes: ['documents:read'], circumstances: CALM_CIRCUMSTANCES };
  const without = (name: string, caller: Principal) => Object.fromEntries(Object.entries(principalContext(caller)).filter(([key]) => key !== name));

  it.each([person, key])('is the same that the authorizer found, as texts, for $kind', (caller) => {
    expect(readPrincipal(principalContext(caller))).toEqual(caller);
    expect(Object.values(principalContext(caller)).every((value) => typeof value === 'string')).toBe(true);
  });

  it('is nothing of circumstances of which a part is missing', () => {
    for (const name of ['circumstancesDevice', 'circumstancesLocation', 'circumstancesRisk'])
      for (const caller of [person, key]) expect(readPrincipal(without(name, caller))).not.toHaveProperty('circumstances');
  });

  it.each([
    ['circumstancesDevice', 'KNOWN'],
    ['circumstancesLocation', 'Germany'],
    ['circumstancesRisk', '101'],
    ['circumstancesRisk', '-1'],
    ['circumstancesRisk', '1e1'],
    ['circumstancesRisk', ''],
  ])('is no caller at all where %s is %j', (name, value) => {
    for (const caller of [person, key]) expect(readPrincipal({ ...principalContext(caller), [name]: value })).toBeUndefined();
  });

  proves(UNKNOWN, 'nothing sensitive is allowed without circumstances, or with a bad one', () => {
    const owner = somebody({ roles: ['OWNER', 'SUPER_ADMIN'] });
    const bad: readonly (Circumstances | undefined)[] = [
      undefined,
      { ...CALM_CIRCUMSTANCES, device: 'unknown' },
      { ...CALM_CIRCUMSTANCES, location: 'unknown' },
      { ...CALM_CIRCUMSTANCES, risk: 70 },
    ];
    const policySet = COMPILED_POLICIES.hash;
    const may = (action: string, circumstances: Circumstances | undefined) =>
      decideFor({ policySet, clock: Date.now }, { ...owner, ...(circumstances === undefined ? {} : { circumstances }) }, action).allowed;
    for (const action of [...SENSITIVE, 'settings:write', 'users:delete', 'data:export', 'account:erase']) {
      expect([action, may(action, CALM_CIRCUMSTANCES)]).toEqual([action, true]);
      for (const circumstances of bad) expect([action, circumstances, may(action, circumstances)]).toEqual([action, circumstances, false]);
    }
  });
});
