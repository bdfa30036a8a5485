import { randomUUID } from 'node:crypto';
import { authorize, type AuthorizerParts } from '../../../../lambdas/identity/authorizer/authorize';
import { deviceMatters } from '../../../../lambdas/identity/authorizer/circumstances';
import type { Role } from '../../../../lambdas/identity/domain/account';
import { accountAt, accountRecord } from '../../../../lambdas/identity/domain/records/account-record';
import { sessionAt, sessionRecord } from '../../../../lambdas/identity/domain/records/session-record';
import { customRoleAt, customRoleRecord } from '../../../../lambdas/identity/domain/records/tenant-records';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decideFor } from '../../../../lambdas/shared/authorization/decide-for';
import { STANDARD_ROLES } from '../../../../lambdas/shared/authorization/standard-roles';
import type { Circumstances } from '../../../../lambdas/shared/http/request';
import { throughEdge } from '../../../support/edge';
import { refusalOf } from '../../../support/refusal-of';
import { somebody, TokenWorld } from '../../../support/token-world';
import { ApiKeysWorld, WANTED } from '../api-keys/api-keys-world';
import { authorizerEvent } from './authorizer-event';
import { authorizerParts } from './authorizer-parts';
import { knownBrowser } from './known-browser';

const ROLES = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'SUPER_ADMIN'] as const satisfies readonly Role[];
let world: ApiKeysWorld;
let tokens: TokenWorld;
let parts: AuthorizerParts;

beforeEach(async () => {
  world = new ApiKeysWorld();
  tokens = await TokenWorld.make(world.time);
  parts = authorizerParts(tokens, world.store, () => undefined);
});

/** The calls of the store for one request, and what came of it. */
async function readsOf(route: string, authorization: string, headers: Readonly<Record<string, string>>) {
  const before = { ...world.store.calls };
  const { policyDocument, context } = await authorize(parts, authorizerEvent({ route, authorization, headers, address: '198.51.100.7' }));
  const { get, getBoth, list, commit } = world.store.calls;
  const reads = [get - before.get, getBoth - before.getBoth, list - before.list];
  return { effect: policyDocument.Statement[0].Effect, reads, writes: commit - before.commit, context };
}

/** Somebody at a browser that is known, whose token is good for a while. */
async function browserOf(roles: readonly string[], change: { readonly entered?: object } = {}) {
  const person = somebody({ account: randomUUID(), session: randomUUID(), roles, authenticatedAt: Math.floor(world.time.clock() / 1000) });
  const standard = roles.filter((role) => (ROLES as readonly string[]).includes(role));
  const headers = await knownBrowser(world.store, parts.hashKeys, { ...person, roles: standard });
  const at = sessionAt(person.account, person.session);
  const found = await world.store.get({ kind: sessionRecord, at });
  await world.store.commit([{ action: 'replace', kind: sessionRecord, at, value: { ...found!.value, ...change }, version: found!.version }], []);
  return { person, headers, authorization: `Bearer ${await tokens.issuer.issue(person)}` };
}

describe('a request costs', () => {
  it.each([
    // [reads of one record, readings of account and session together, lists]
    ['nothing where no policy asks for more than the token', 'GET /auth/sessions', ['MEMBER'], [0, 0, 0]],
    ['nothing more for a document', 'GET /documents/{document}', ['MEMBER'], [0, 0, 0]],
    ['one reading and the hours where the device counts', 'DELETE /auth/mfa', ['MEMBER'], [1, 1, 0]],
    ['no second reading where the token must be as of now, too', 'DELETE /documents/{document}', ['ADMIN'], [1, 1, 0]],
    ['one reading for the audit log', 'GET /audit-events', ['ADMIN'], [0, 1, 0]],
    ['no second reading where an entry is looked for, too', 'GET /documents/export', ['SUPER_ADMIN'], [1, 1, 0]],
    ['one reading for an entry alone', 'GET /auth/sessions', ['SUPER_ADMIN'], [0, 1, 0]],
  ] as const)('%s', async (_, route, roles, reads) => {
    const { headers, authorization } = await browserOf(roles);
    expect(await readsOf(route, authorization, headers)).toMatchObject({ effect: 'Allow', reads });
  });

  it('one reading in an entered tenant, and the event that it is one', async () => {
    const entered = { tenant: randomUUID(), expiresAt: Math.floor(world.time.clock() / 1000) + 60 };
    const { headers, authorization } = await browserOf(['SUPER_ADMIN'], { entered });
    const answer = await readsOf('DELETE /documents/{document}', authorization, headers);
    expect(answer).toMatchObject({ effect: 'Allow', reads: [1, 1, 0], writes: 1, context: { enteredTenant: entered.tenant } });
  });

  it('a reading where a role of the tenant is for trusted devices, and none for another role', async () => {
    for (const [conditions, reads] of [
      [['trusted'], [1, 1, 0]],
      [['own'], [1, 0, 0]],
    ] as const) {
      const id = randomUUID();
      const { person, headers, authorization } = await browserOf([id]);
      const role = {
        id,
        name: 'Readers',
        tenant: person.tenant,
        scope: 'tenant',
        permissions: [{ resource: 'documents', actions: ['read'], conditions }],
      } as const;
      await world.store.commit([{ action: 'create', kind: customRoleRecord, at: customRoleAt(person.tenant, id), value: role }], []);
      expect(await readsOf('GET /documents', authorization, headers)).toMatchObject({ effect: 'Allow', reads });
    }
  });

  it('the key and its creator once each for an API key, bound to networks or not', async () => {
    for (const networks of [undefined, ['198.51.100.0/24']]) {
      const owner = await world.signIn();
      const text = await world.newKey(owner, { ...WANTED, ...(networks === undefined ? {} : { networks }) });
      const answer = await readsOf('GET /documents', `Bearer ${text}`, throughEdge('DE', '198.51.100.7'));
      expect(answer).toMatchObject({ reads: [2, 0, 0], context: { circumstancesDevice: networks === undefined ? 'unknown' : 'known' } });
    }
  });

  it('no answer when that one reading fails, whichever step needs it', async () => {
    for (const [roles, route] of [
      [['MEMBER'], 'DELETE /auth/mfa'],
      [['ADMIN'], 'DELETE /documents/{document}'],
      [['SUPER_ADMIN'], 'GET /auth/sessions'],
    ] as const) {
      const { headers, authorization } = await browserOf(roles);
      world.store.failNext(undefined, 'getBoth');
      expect(await refusalOf(readsOf(route, authorization, headers))).toMatchObject({ code: 'dependency-failed' });
    }
  });

  it('one account that is never another’s: the reading is of whom the token names', async () => {
    const [one, other] = [await browserOf(['MEMBER']), await browserOf(['MEMBER'])];
    const answer = await readsOf('DELETE /auth/mfa', one.authorization, other.headers);
    expect(answer).toMatchObject({ effect: 'Deny', reads: [1, 1, 0], context: { policy: 'unknown-device' } });
    expect((await world.store.get({ kind: accountRecord, at: accountAt(one.person.account) }))?.value.devices).toHaveLength(1);
  });
});

describe('a device that isn’t looked up', () => {
  const persons = [
    ...[...ROLES, ...STANDARD_ROLES.map(({ id }) => id), 'nobody'].map((role) => somebody({ roles: [role] })),
    somebody({ roles: ['custom'], grants: ['documents:read', 'audit:read+own'] }),
  ];

  it('could change no decision, of whatever action, role, place and risk', () => {
    const asked = new Set<string>();
    for (const action of COMPILED_POLICIES.actions.keys())
      for (const person of persons.filter((one) => !deviceMatters(one, action)))
        for (const location of ['DE', 'unknown'])
          for (const risk of [0, 10, 39, 40, 60, 69, 70]) {
            const decide = (circumstances: Circumstances) => decideFor(parts, { ...person, circumstances }, action);
            const [known, unknown] = [decide({ device: 'known', location, risk }), decide({ device: 'unknown', location, risk: risk + 30 })];
            expect([action, person.roles, unknown]).toEqual([action, person.roles, known]);
            asked.add(action);
          }
    expect(asked.size).toBeGreaterThan(10);
  });

  it('is looked up for what a role grants trusted devices, whatever is done, since functions decide on more than the route', () => {
    const person = somebody({ roles: ['custom'], grants: ['documents:read+trusted'] });
    for (const action of ['documents:read', 'account:read', 'no:action']) expect(deviceMatters(person, action)).toBe(true);
    for (const action of ['account:write', 'documents:delete', 'users:write']) expect(deviceMatters(somebody(), action)).toBe(true);
  });
});
