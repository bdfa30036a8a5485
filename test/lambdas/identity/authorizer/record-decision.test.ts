import { randomUUID } from 'node:crypto';
import { authorize, type AuthorizerParts } from '../../../../lambdas/identity/authorizer/authorize';
import type { Role } from '../../../../lambdas/identity/domain/account';
import type { Session } from '../../../../lambdas/identity/domain/session';
import { sessionAt, sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { ROUTE_PERMISSIONS } from '../../../../lambdas/identity/domain/route-permissions';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import type { Person } from '../../../../lambdas/shared/http/request';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { somebody, TokenWorld } from '../../../support/token-world';
import { aSession } from '../a-session';
import { newAccount } from '../session/sessions-world';
import { authorizerEvent } from './authorizer-event';
import { authorizerParts } from './authorizer-parts';

const RECORDED = { control: 'AUD-2', part: 'every-decision', evidence: 'in-process' } as const;
const OTHER = '7f0a3a52-6c7b-4a44-8a55-6f8ad0ff3303';
let world: TokenWorld;
let store: MemoryRecordStore;
let parts: AuthorizerParts;
let lines: Readonly<Record<string, string>>[];

beforeEach(async () => {
  world = await TokenWorld.make();
  store = new MemoryRecordStore(world.time.clock);
  lines = [];
  parts = authorizerParts(world, store, (record) => void lines.push(record));
});

const bearer = async (person: Partial<Person>): Promise<string> => `Bearer ${await world.issuer.issue(somebody(person))}`;
const asked = async (route: string, person: Partial<Person>, headers: Readonly<Record<string, string>> = {}) => {
  const { policyDocument, context } = await authorize(parts, authorizerEvent({ route, authorization: await bearer(person), headers }));
  return { effect: policyDocument.Statement[0].Effect, context };
};

/** A SUPER_ADMIN who is in another tenant. */
async function inside(): Promise<Person> {
  return stored(['SUPER_ADMIN'], { entered: { tenant: OTHER, expiresAt: Math.floor(world.time.clock() / 1000) + 600 } });
}

/** Somebody as the tables have them. */
async function stored(roles: readonly Role[], change: Partial<Session> = {}): Promise<Person> {
  const person = somebody({ roles });
  const account = await newAccount({ id: person.account, tenant: person.tenant, roles });
  const session = aSession(account, Math.floor(world.time.clock() / 1000), { id: person.session, ...change });
  await store.commit([{ action: 'create', kind: accountRecord, at: accountAt(account.id), value: account }], []);
  await store.commit([{ action: 'create', kind: sessionRecord, at: sessionAt(account.id, session.id), value: session }], []);
  return person;
}

describe('a decision', () => {
  proves(
    RECORDED,
    'each decision tells the access log its policy, policy set and reason; each denial is an event of its own in the trail as well',
    async () => {
      await stored(['OWNER', 'MEMBER', 'VIEWER']);
      let denials = 0;
      for (const role of ['OWNER', 'MEMBER', 'VIEWER', 'nobody'])
        for (const route of [...ROUTE_PERMISSIONS.keys(), 'GET /', 'GET /auth/*', 'PUT /auth/{one}/two']) {
          const { effect, context } = await asked(route, { roles: [role] });
          if (effect === 'Deny') denials++;
          expect(store.events).toHaveLength(denials);
          expect(context).toMatchObject({ policySet: COMPILED_POLICIES.hash, reason: expect.stringMatching(/^[a-z-]+$/) as unknown });
          expect(effect === 'Allow').toBe(context.reason === 'permitted');
        }
      expect(denials).toBeGreaterThan(30);
      expect(new Set(store.events.map(({ id }) => id)).size).toBe(denials);
      expect(lines).toHaveLength(4 * (ROUTE_PERMISSIONS.size + 3));
    },
  );

  proves(RECORDED, 'the event of a denial names the route, who, in which tenant, the policy and its set, and is found by the correlation ID', async () => {
    const correlationId = randomUUID();
    await asked('DELETE /auth/api-keys/{key}', { roles: ['MEMBER'] }, { 'X-Request-ID': correlationId, 'User-Agent': 'a browser of mine' });
    const { account, tenant, session } = somebody();
    expect(store.events).toEqual([
      expect.objectContaining({
        action: 'access.denied',
        result: 'failure',
        resource: 'api/auth/api-keys/:key',
        userId: account,
        tenantId: tenant,
        service: 'authorizer',
        correlationId,
        details: { method: 'DELETE', policy: 'none', reason: 'no-permit', policySet: COMPILED_POLICIES.hash, session },
      }),
    ]);
    expect(JSON.stringify(store.events)).not.toMatch(/a browser of mine|192\.0\.2\.7/);
  });

  it('is made for one moment: an entry that ends while it is made counts for all of it', async () => {
    const person = await inside();
    const { clock } = world.time;
    let asks = 0;
    parts = { ...parts, clock: () => clock() + 599_000 * asks++ };
    expect(await asked('GET /auth/api-keys', person)).toMatchObject({ effect: 'Allow', context: { enteredTenant: OTHER, policy: 'api-keys' } });
    expect(store.events).toMatchObject([{ action: 'tenant.crossed', tenantId: OTHER }]);
  });

  proves(RECORDED, 'a request in an entered tenant is a crossing in the trail before it is allowed, and denied when that can not be written', async () => {
    const person = await inside();
    expect(await asked('GET /auth/api-keys', person)).toMatchObject({ effect: 'Allow', context: { enteredTenant: OTHER, policy: 'api-keys' } });
    const crossing = { action: 'tenant.crossed', result: 'success', tenantId: OTHER, userId: person.account, resource: 'api/auth/api-keys' };
    expect(store.events).toEqual([expect.objectContaining({ ...crossing, details: expect.objectContaining({ home: person.tenant }) as unknown })]);
    store.failNext(undefined, 'commit');
    expect(await asked('GET /auth/api-keys', person)).toMatchObject({ effect: 'Deny', context: { reason: 'unrecorded' } });
    store.conflictNext();
    expect((await asked('GET /auth/api-keys', person)).effect).toBe('Deny');
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { unrecorded: 'tenant.crossed' },
      { unrecorded: 'tenant.crossed', error: 'conflict' },
    ]);
  });

  it('stays a denial when its event can not be written, and the logs still have it', async () => {
    store.failNext(undefined, 'commit');
    expect(await asked('GET /auth/api-keys', { roles: ['VIEWER'] })).toMatchObject({ effect: 'Deny', context: { reason: 'no-permit' } });
    expect(lines).toMatchObject([
      { level: 'error', unrecorded: 'access.denied', resource: 'api/auth/api-keys', error: 'DependencyFailedError' },
      { decision: 'denied', reason: 'no-permit' },
    ]);
  });

  it('that is an ordinary permission costs no write and no read', async () => {
    const before = store.callCount;
    expect((await asked('GET /auth/sessions', { roles: ['VIEWER'] })).effect).toBe('Allow');
    expect(store.callCount).toBe(before);
  });
});
