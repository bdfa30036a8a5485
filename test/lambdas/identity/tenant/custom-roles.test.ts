import { authorize, type AuthorizerParts } from '../../../../lambdas/identity/authorizer/authorize';
import { withTenant } from '../../../../lambdas/identity/authorizer/with-tenant';
import { customRoleAt, customRoleRecord } from '../../../../lambdas/identity/domain/records/tenant-records';
import { Audit } from '../../../../lambdas/shared/audit/audit';
import { decideFor } from '../../../../lambdas/shared/authorization/decide-for';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { readGrant, writeGrant } from '../../../../lambdas/shared/authorization/grant-text';
import { principalContext, readPrincipal } from '../../../../lambdas/shared/http/principal';
import type { Person } from '../../../../lambdas/shared/http/request';
import { CALM_CIRCUMSTANCES } from '../../../support/edge';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { OUR_ROUTES } from '../../../support/our-routes';
import { proves } from '../../../support/proves';
import { UNLIMITED_DENIALS } from '../../../support/unlimited-denials';
import { authorizerEvent } from '../authorizer/authorizer-event';
import { READS_AUDIT, TenantWorld } from './tenant-world';

const CUSTOM = { control: 'AZN-2', part: 'custom-roles', evidence: 'in-process' } as const;
let world: TenantWorld;
let owner: Person;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner();
});

const create = (by: Person, body: object = READS_AUDIT) => world.as(by, 'POST /tenant/roles', { body });
const idOf = async (body: object = READS_AUDIT) => String((await create(owner, body)).body.id);
/** The person as their next access token has them. */
const now = async (person: Person): Promise<Person> => {
  const { roles, customRoles = [], tenant } = await world.read(person.account);
  return { ...person, tenant, roles: [...roles, ...customRoles] };
};
/** What the authorizer decides for a person, and hands on. */
async function authorizer(person: Person, route = 'GET /tenant/members') {
  const parts: AuthorizerParts = {
    store: world.store,
    peppers: world.peppers,
    audit: new Audit({ service: 'authorizer', ...world.rings, clock: world.time.clock }),
    hashKeys: world.rings.hashKeys,
    denials: UNLIMITED_DENIALS,
    originKeys: memoryKeyRing([1], 'origin-keys'),
    tokens: { verify: () => Promise.resolve(person) },
    policySet: COMPILED_POLICIES.hash,
    clock: world.time.clock,
    log: () => undefined,
  };
  const { policyDocument, context } = await authorize(parts, authorizerEvent({ route, authorization: 'Bearer token' }));
  return { effect: policyDocument.Statement[0].Effect, person: readPrincipal(context) as Person };
}

describe('a custom role', () => {
  proves(
    CUSTOM,
    'a role that a tenant makes lets its holders do what it lists, at the authorizer and in the function behind it, and nothing else',
    async () => {
      const role = await idOf({ name: 'Helpers', scope: 'tenant', permissions: [{ resource: 'users', actions: ['read'] }] });
      const member = await world.member(owner);
      expect((await authorizer(await now(member))).effect).toBe('Deny');
      expect(await world.give(owner, member, { role: 'MEMBER', custom_roles: [role] })).toMatchObject({ status: 204 });
      const decided = await authorizer(await now(member));
      expect(decided.effect).toBe('Allow');
      expect(decided.person.grants).toEqual(['users:read']);
      expect(decideFor(world.parts, decided.person, 'users:read').allowed).toBe(true);
      expect((await world.as(decided.person, 'GET /tenant/members')).status).toBe(200);
      for (const [route, permission] of OUR_ROUTES)
        if (!/^(?:users:read|account:.+|sessions:.+|documents:(?:create|read|update))$/.test(permission))
          expect([route, (await authorizer(await now(member), route)).effect]).toEqual([route, 'Deny']);
      const elsewhere = { ...decided.person, tenant: (await world.owner()).tenant };
      expect((await authorizer(elsewhere)).effect).toBe('Deny');
    },
  );

  proves(CUSTOM, 'a role that is deleted, or lists something no more, grants it to nobody from the next request on, whatever their token says', async () => {
    const wanted = { name: 'Helpers', scope: 'tenant', permissions: [{ resource: 'users', actions: ['read'] }] };
    const role = await idOf(wanted);
    const member = await world.member(owner, { customRoles: [role] });
    const token = await now(member);
    expect((await authorizer(token)).effect).toBe('Allow');
    expect(await world.put(owner, role, READS_AUDIT)).toMatchObject({ status: 200 });
    expect((await authorizer(token)).effect).toBe('Deny');
    await world.put(owner, role, wanted);
    expect((await authorizer(token)).effect).toBe('Allow');
    expect(await world.as(owner, 'DELETE /tenant/roles/{role}', { params: { role } })).toMatchObject({ status: 204 });
    expect((await authorizer(token)).effect).toBe('Deny');
    expect((await world.as(owner, 'GET /tenant/members/{account}', { params: { account: member.account } })).body).toMatchObject({ custom_roles: [] });
    expect(await world.as(owner, 'DELETE /tenant/roles/{role}', { params: { role } })).toMatchObject({ status: 404 });
    expect(world.store.events.map(({ action }) => action).filter((action) => action.startsWith('custom-role.'))).toEqual([
      'custom-role.created',
      'custom-role.changed',
      'custom-role.changed',
      'custom-role.deleted',
    ]);
  });

  proves(CUSTOM, 'nobody makes, changes or grants a role that grants more than they have themselves', async () => {
    const admin = await world.member(owner, { roles: ['ADMIN'] });
    const above = { status: 403, code: 'above-own-role' };
    const settings = { name: 'Settings', scope: 'tenant', permissions: [{ resource: 'settings', actions: ['read'] }] };
    expect(await create(admin, settings)).toMatchObject(above);
    const [role, harmless] = [await idOf(settings), await idOf()];
    expect(await world.put(admin, harmless, settings)).toMatchObject(above);
    for (const custom of [role, 'tenant-admin']) expect(await world.give(admin, admin, { role: 'ADMIN', custom_roles: [custom] })).toMatchObject(above);
    for (const permissions of [[{ resource: 'account', actions: ['read'] }], [{ resource: 'billing', actions: ['read'], conditions: ['trusted'] }]])
      expect(await create(admin, { ...settings, permissions })).toMatchObject(above);
    expect(await create(owner, { ...settings, permissions: [{ resource: 'account', actions: ['read'] }] })).toMatchObject(above);
    expect(await create(owner, { ...settings, scope: 'user', permissions: [{ resource: 'account', actions: ['read'] }] })).toMatchObject({ status: 201 });
    expect(await world.give(owner, admin, { role: 'ADMIN', custom_roles: ['tenant-admin', harmless] })).toMatchObject({ status: 204 });
  });

  it('that grants something to trusted circumstances alone isn’t widened by who holds it', async () => {
    const trusted = {
      name: 'Careful',
      scope: 'tenant',
      permissions: [
        { resource: 'users', actions: ['read', 'write'] },
        { resource: 'billing', actions: ['read'], conditions: ['trusted'] },
      ],
    };
    const member = await world.member(owner, { customRoles: [await idOf(trusted)] });
    const wider = { ...trusted, permissions: [{ resource: 'billing', actions: ['read'] }] };
    expect(await create(member, wider)).toMatchObject({ status: 403, code: 'above-own-role' });
    expect(await create(member, { ...wider, permissions: [{ ...wider.permissions[0], conditions: ['trusted'] }] })).toMatchObject({ status: 201 });
  });

  it('is refused when it names what no policy knows, everything, everywhere, or too much', async () => {
    const of = (permissions: unknown, more: object = {}) => create(owner, { ...READS_AUDIT, permissions, ...more });
    const read = { resource: 'audit', actions: ['read'] };
    for (const permissions of [
      [{ resource: '*', actions: ['read'] }],
      [{ resource: 'audit', actions: ['*'] }],
      [{ resource: 'audit', actions: ['write'] }],
      [{ resource: 'constructor', actions: ['read'] }],
      [{ resource: 'audit', actions: [] }],
      [{ ...read, actions: ['read', 'read'] }],
      [{ ...read, conditions: ['mine'] }],
      [{ ...read, more: true }],
      [],
      Array.from({ length: 51 }, () => read),
    ])
      expect(await of(permissions)).toMatchObject({ status: 400, code: 'malformed-request' });
    expect(await of([read], { scope: 'global' })).toMatchObject({ status: 400 });
    expect(await of([read], { id: owner.account })).toMatchObject({ status: 400 });
    expect(world.store.events).toEqual([]);
  });

  it('is one of fifty at most, of its own tenant alone, and of ten that a member may hold', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 50; count += 1) ids.push(await idOf());
    expect(await create(owner)).toMatchObject({ status: 409, code: 'too-many-roles' });
    expect((await world.as(owner, 'GET /tenant/roles')).body.roles).toHaveLength(50);
    const stranger = await world.owner();
    const theirs = await world.member(stranger);
    expect(await world.give(stranger, theirs, { role: 'MEMBER', custom_roles: [ids[0]] })).toMatchObject({ status: 404, code: 'not-in-tenant' });
    expect(await world.give(stranger, theirs, { role: 'MEMBER', custom_roles: ['super-admin'] })).toMatchObject({ status: 404 });
    for (const route of ['PUT /tenant/roles/{role}', 'DELETE /tenant/roles/{role}'])
      expect(
        await world.as(stranger, route, {
          params: { role: ids[0]! },
          ...(route.startsWith('PUT') ? { body: READS_AUDIT, headers: { 'If-Match': '"x"' } } : {}),
        }),
      ).toMatchObject({
        status: 404,
      });
    const member = await world.member(owner);
    expect(await world.give(owner, member, { role: 'MEMBER', custom_roles: ids.slice(0, 11) })).toMatchObject({ status: 400 });
    expect(await world.give(owner, member, { role: 'MEMBER', custom_roles: ids.slice(0, 10) })).toMatchObject({ status: 204 });
  });
});

describe('what the authorizer hands on', () => {
  it('is every grant once, in less than 4 kB, and reads back the same', async () => {
    const actions = [...COMPILED_POLICIES.actions.keys()];
    const role = (conditions: readonly string[]) => ({
      name: 'All',
      permissions: actions.map((action) => ({ resource: action.split(':')[0], actions: [action.split(':')[1]], conditions })),
      scope: 'tenant',
    });
    const ids = ['1', '2', '3', '4', '5', '6', '7', '8'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
    for (const [index, id] of ids.entries()) {
      const value = { ...role([[], ['own'], ['trusted'], ['own', 'trusted']][index % 4]!), id, tenant: owner.tenant };
      await world.store.commit([{ action: 'create', kind: customRoleRecord, at: customRoleAt(owner.tenant, id), value }], []);
    }
    const found = await withTenant(world.store, { ...owner, roles: ['OWNER', ...ids] }, 'users:read');
    expect((found as Person).grants).toHaveLength(actions.length * 4);
    expect(principalContext(found).grants!.length).toBeLessThan(4096);
    expect(readPrincipal(principalContext(found))).toEqual(found);
    for (const grant of (found as Person).grants!) expect(writeGrant(readGrant(grant, 'x'))).toBe(grant);
  });

  it('is the tenant’s hours, outside which a sensitive action is refused', async () => {
    const { headers } = await world.as(owner, 'GET /tenant');
    await world.as(owner, 'PATCH /tenant', { headers: { 'If-Match': String(headers.ETag) }, body: { hours: { from: 0, until: 60 } } });
    const { person } = await authorizer(owner, 'PATCH /tenant');
    expect(person.hours).toEqual({ from: 0, until: 60 });
    world.time.advance(3600 * 12);
    expect(decideFor(world.parts, { ...person, circumstances: CALM_CIRCUMSTANCES }, 'users:write')).toMatchObject({ allowed: false, policy: 'outside-hours' });
    expect(decideFor(world.parts, { ...owner, circumstances: CALM_CIRCUMSTANCES }, 'users:write').allowed).toBe(true);
  });

  it('is nothing for a key, nor for a tenant that was never written; and no decision when it can’t be told', async () => {
    const key = { kind: 'api-key', key: 'x', tenant: owner.tenant, scopes: [] } as const;
    expect(await withTenant(world.store, key, 'users:write')).toBe(key);
    expect(await withTenant(world.store, owner, 'users:write')).toEqual(owner);
    world.store.failNext(undefined, 'get');
    await expect(authorizer(owner, 'PATCH /tenant')).rejects.toMatchObject({ code: 'dependency-failed' });
  });
});
