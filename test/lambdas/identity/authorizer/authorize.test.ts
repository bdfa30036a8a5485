import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { authorize, type AuthorizerParts } from '../../../../lambdas/identity/authorizer/authorize';
import { NobodyError } from '../../../../lambdas/identity/authorizer/errors';
import { decideFor } from '../../../../lambdas/shared/authorization/decide-for';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { ROUTE_PERMISSIONS } from '../../../../lambdas/identity/domain/route-permissions';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { parseEvent, readEvent } from '../../../../lambdas/shared/http/parse-event';
import { principalContext, readPrincipal } from '../../../../lambdas/shared/http/principal';
import { CALM_CIRCUMSTANCES } from '../../../support/edge';
import { gatewayEvent } from '../../../support/gateway-event';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { somebody, TokenWorld } from '../../../support/token-world';
import { authorizerEvent } from './authorizer-event';
import { authorizerParts } from './authorizer-parts';
import { knownBrowser } from './known-browser';

const ROLES = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'SUPER_ADMIN'];
let world: TokenWorld;
let parts: AuthorizerParts;
let store: MemoryRecordStore;
let lines: Readonly<Record<string, string>>[];

beforeEach(async () => {
  world = await TokenWorld.make();
  lines = [];
  store = new MemoryRecordStore(world.time.clock);
  parts = authorizerParts(world, store, (record) => void lines.push(record));
});

const bearer = async (roles = ROLES): Promise<string> => `Bearer ${await world.issuer.issue(somebody({ roles }))}`;
const permits = (roles: readonly string[], permission: string): boolean =>
  decideFor(parts, somebody({ roles, circumstances: CALM_CIRCUMSTANCES }), permission).allowed;
const effectOf = (policy: Awaited<ReturnType<typeof authorize>>) => policy.policyDocument.Statement[0].Effect;

describe('the authorizer', () => {
  it('lets each role call what its permissions are for, and nothing else', async () => {
    const headers = await knownBrowser(store, parts.hashKeys, somebody({ roles: ROLES }));
    for (const role of [...ROLES, 'owner', 'toString'])
      for (const [route, permission] of ROUTE_PERMISSIONS) {
        const policy = await authorize(parts, authorizerEvent({ route, authorization: await bearer([role]), headers }));
        expect([role, route, effectOf(policy)]).toEqual([role, route, permits([role], permission) ? 'Allow' : 'Deny']);
      }
    expect(permits(['MEMBER'], 'account:write')).toBe(true);
    expect(permits(['MEMBER', 'VIEWER'], 'api-keys:read')).toBe(false);
    expect(permits(['SUPER_ADMIN'], 'api-keys:read')).toBe(true);
    expect(permits(['ADMIN'], 'api-keys:write')).toBe(true);
    expect(permits([], 'account:read')).toBe(false);
  });

  it.each([
    ['whose session was ended', { sessionsValidFrom: 2 ** 40 }],
    ['who was suspended', { status: 'suspended' }],
    ['from whom the role was taken', { roles: ['MEMBER'] }],
    ['who was moved to another tenant', { tenant: randomUUID() }],
  ] as const)('answers 401 to one %s, and asks for the audit log or to export or delete documents by a token of before', async (_, change) => {
    const person = somebody({ roles: ['ADMIN'] });
    const headers = await knownBrowser(store, parts.hashKeys, person);
    const at = accountAt(person.account);
    const found = await store.get({ kind: accountRecord, at });
    const calls = ['GET /audit-events', 'GET /documents/export', 'DELETE /documents/{document}'];
    const call = async (route: string) => authorize(parts, authorizerEvent({ route, authorization: await bearer(['ADMIN']), headers }));
    for (const route of calls) expect([route, effectOf(await call(route))]).toEqual([route, 'Allow']);
    await store.commit([{ action: 'replace', kind: accountRecord, at, value: { ...found!.value, ...change }, version: found!.version }], []);
    lines.length = 0;
    for (const route of calls) expect(await refusalOf(call(route))).toBeInstanceOf(NobodyError);
    const why = { reason: 'stale', policySet: COMPILED_POLICIES.hash, policy: expect.not.stringMatching('none') as unknown };
    expect(lines).toMatchObject(calls.map((route) => ({ decision: 'denied', route, principal: person.account, ...why })));
    expect(store.events).toMatchObject(calls.map(() => ({ action: 'access.denied', userId: person.account, details: why })));
  });

  it('answers 401 to a token of before also when the event can not be written, which the log then says', async () => {
    const person = somebody({ roles: ['ADMIN'] });
    const headers = await knownBrowser(store, parts.hashKeys, person);
    const at = accountAt(person.account);
    const found = await store.get({ kind: accountRecord, at });
    await store.commit([{ action: 'replace', kind: accountRecord, at, value: { ...found!.value, status: 'suspended' }, version: found!.version }], []);
    store.failNext(undefined, 'commit');
    const event = authorizerEvent({ route: 'GET /documents/export', authorization: await bearer(['ADMIN']), headers });
    expect(await refusalOf(authorize(parts, event))).toBeInstanceOf(NobodyError);
    expect(lines).toMatchObject([{ unrecorded: 'access.denied' }, { decision: 'denied', reason: 'stale' }]);
  });

  it('denies whatever else is asked for, and writes down what, without the credential', async () => {
    const authorization = await bearer();
    for (const route of ['GET /', 'get /auth/sessions', 'GET /auth/sessions/', 'GET /auth/sessions/{other}', 'GET __proto__', 'OPTIONS /auth/sessions'])
      expect(effectOf(await authorize(parts, authorizerEvent({ route, authorization })))).toBe('Deny');
    const because = { policy: 'none', reason: 'unknown-action', policySet: COMPILED_POLICIES.hash };
    expect(lines[0]).toEqual({ decision: 'denied', route: 'GET /', principal: somebody().account, ...because });
    expect(JSON.stringify(lines)).not.toContain(authorization.slice(7, 40));
  });

  it('writes down what it allows, with the policy that allows it', async () => {
    await authorize(parts, authorizerEvent({ route: 'GET /auth/sessions', authorization: await bearer(['VIEWER']) }));
    const because = { policy: 'own-account', reason: 'permitted', policySet: COMPILED_POLICIES.hash };
    expect(lines).toEqual([{ decision: 'allowed', route: 'GET /auth/sessions', principal: somebody().account, ...because }]);
  });

  it('lets nobody call anything under policies that were not published', async () => {
    const policy = await authorize({ ...parts, policySet: '0'.repeat(64) }, authorizerEvent({ route: 'GET /auth/sessions', authorization: await bearer() }));
    expect(effectOf(policy)).toBe('Deny');
    expect(lines).toMatchObject([{ decision: 'denied', reason: 'unpublished', policy: 'none' }]);
  });

  it('allows the very request and no other, also where a path would stand for others', async () => {
    const authorization = await bearer();
    for (const end of ['GET/auth/sessions/*', 'GET/auth/sessions/?', '*/*', 'GET/auth/${aws:userid}']) {
      const methodArn = `arn:aws:execute-api:eu-central-1:111122223333:abcdefghij/live/${end}`;
      const { policyDocument, context } = await authorize(parts, authorizerEvent({ authorization, methodArn }));
      expect(policyDocument.Statement).toEqual([{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: methodArn }]);
      expect(context).toMatchObject({ policy: 'own-account', reason: 'path' });
    }
    expect(lines).toMatchObject(Array(4).fill({ decision: 'denied', reason: 'path' }));
    expect(store.events).toMatchObject(Array(4).fill({ action: 'access.denied', details: { policy: 'own-account', reason: 'path' } }));
  });

  it('refuses with the very word that the gateway answers 401 for, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `Bearer ${text}`),
          fc.string().map((text) => `Bearer rw_${text}`),
        ),
        async (authorization) => {
          const refused = await refusalOf(authorize(parts, authorizerEvent({ authorization })));
          expect(refused).toBeInstanceOf(NobodyError);
          expect(refused).toMatchObject({ message: 'Unauthorized', code: 'nobody' });
        },
      ),
    );
    for (const event of [
      undefined,
      null,
      {},
      [],
      'text',
      { ...authorizerEvent({ authorization: await bearer() }), type: 'TOKEN' },
      { ...authorizerEvent({}), methodArn: '*' },
    ])
      expect(await refusalOf(authorize(parts, event))).toEqual(new NobodyError());
  });

  it('lets nothing of a failure pass for a decision', async () => {
    const failure = new Error('down');
    world.store.failure = failure;
    expect(await refusalOf(authorize(parts, authorizerEvent({ authorization: await bearer() })))).toBe(failure);
  });

  it('tells functions the person so that they read the same', async () => {
    const { context } = await authorize(parts, authorizerEvent({ authorization: await bearer() }));
    expect(readPrincipal({ ...context, principalId: 'x', integrationLatency: 4 })).toEqual(
      somebody({ roles: ROLES, circumstances: { device: 'unknown', location: 'unknown', risk: 90 } }),
    );
    expect(Object.values(context).every((value) => typeof value === 'string')).toBe(true);
  });
});

proves(
  { control: 'AZN-6', part: 'identity-headers', evidence: 'in-process' },
  'a function knows its caller from the authorizer alone: headers of the same names have no effect',
  () => {
    const headers = {
      kind: 'person',
      account: 'root',
      tenant: 'another',
      roles: 'OWNER',
      session: 'x',
      authorizer: '{}',
      'X-Principal': JSON.stringify(principalContext(somebody())),
    };
    const principalIn = (sent: Parameters<typeof gatewayEvent>[0]) => parseEvent(readEvent(gatewayEvent(sent)), 'one').request.principal;
    expect(principalIn({ route: 'GET /auth/sessions', headers })).toBeUndefined();
    expect(principalIn({ route: 'GET /auth/sessions', headers, principal: somebody() })).toEqual(somebody());
  },
);
