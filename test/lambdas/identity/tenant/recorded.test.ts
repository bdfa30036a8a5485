import { tenantRoutes } from '../../../../lambdas/identity/tenant/tenant-routes';
import { Audit, AUDIT_USES } from '../../../../lambdas/shared/audit/audit';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person } from '../../../../lambdas/shared/http/request';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { proves } from '../../../support/proves';
import { UNLIMITED } from '../../../support/unlimited-tiers';
import { READS_AUDIT, TenantWorld } from './tenant-world';

const RECORDED = { control: 'AUD-2', part: 'every-decision', evidence: 'in-process' } as const;
const NO_ROLES = { custom_roles: [] };
let world: TenantWorld;
let owner: Person;
let admin: Person;
let member: Person;

beforeEach(async () => {
  world = await TenantWorld.make();
  owner = await world.owner('owner@mail.example');
  [admin, member] = [await world.member(owner, { roles: ['ADMIN'] }), await world.member(owner)];
});

/** What the trail has of the denials so far: where, and why. */
const reasons = (): unknown[] => world.events('access.denied').map(({ resource, details }) => [resource, details.policy, details.reason]);

describe('a denial in a tenant', () => {
  proves(RECORDED, 'an administrator who tries to make themselves an owner is one event, with who, whom, the policy set and the rule', async () => {
    expect(await world.give(admin, admin, { role: 'OWNER', ...NO_ROLES })).toMatchObject({ status: 403, code: 'above-own-role' });
    expect(world.store.events).toMatchObject([
      { action: 'access.denied', result: 'failure', resource: 'api/tenant/members/:account', userId: admin.account, tenantId: admin.tenant },
    ]);
    const because = { policy: 'none', policySet: COMPILED_POLICIES.hash, reason: 'above-own-role' };
    expect(world.store.events[0]?.details).toEqual({ method: 'PATCH', session: admin.session, target: admin.account, ...because });
  });

  proves(RECORDED, 'each rule of rank has a word of its own, and a decision of the policies its policy and reason', async () => {
    await world.give(admin, owner, { role: 'VIEWER', ...NO_ROLES });
    await world.invite(admin, world.newAddress(), 'OWNER');
    await world.as(admin, 'POST /tenant/roles', { body: { ...READS_AUDIT, permissions: [{ resource: 'billing', actions: ['write'] }] } });
    await world.as(member, 'GET /tenant/members');
    await world.change(member.account, { tenant: (await world.owner()).tenant });
    await world.as(member, 'GET /tenant/roles');
    await world.as({ ...owner, roles: ['SUPER_ADMIN'], entered: { tenant: 'another', expiresAt: world.now + 60 } }, 'GET /tenant');
    expect(reasons()).toEqual([
      ['api/tenant/members/:account', 'none', 'stands-higher'],
      ['api/tenant/invitations', 'none', 'above-own-role'],
      ['api/tenant/roles', 'none', 'grants-more'],
      ['api/tenant/members', 'none', 'no-permit'],
      ['api/tenant/roles', 'none', 'moved'],
      ['api/tenant', 'none', 'own-tenant'],
    ]);
    expect(world.events('access.denied').at(-1)).toMatchObject({ tenantId: 'another', details: { home: owner.tenant } });
  });

  it('names nobody by what a client wrote into the path, whatever it is', async () => {
    for (const account of ['4915112345678', '4915-1123-45678', 'x'.repeat(300)])
      expect(await world.as(member, 'GET /tenant/members/{account}', { params: { account } })).toMatchObject({ status: 403 });
    expect(reasons()).toHaveLength(3);
    expect(JSON.stringify(world.store.events)).not.toMatch(/4915|xxx/);
  });

  it('stays one when its event can not be written, and the log has it', async () => {
    const denied = { status: 403, code: 'above-own-role' };
    world.store.failNext(undefined, 'commit');
    expect(await world.give(admin, admin, { role: 'OWNER', ...NO_ROLES })).toMatchObject(denied);
    world.store.conflictNext();
    expect(await world.give(admin, admin, { role: 'OWNER', ...NO_ROLES })).toMatchObject(denied);
    const line = { level: 'error', unrecorded: 'access.denied', resource: 'api/tenant/members/:account' };
    expect(world.lines.filter((one) => 'unrecorded' in one)).toMatchObject([
      { ...line, error: 'DependencyFailedError' },
      { ...line, error: 'conflict' },
    ]);
    expect(world.store.events).toEqual([]);
  });

  it('is no refusal of another kind', async () => {
    expect(await world.give(owner, owner, { role: 'ADMIN', ...NO_ROLES })).toMatchObject({ status: 409 });
    expect(await world.give(owner, member, { role: 'KING', ...NO_ROLES })).toMatchObject({ status: 400 });
    expect(world.store.events).toEqual([]);
  });
});

describe('reading addresses', () => {
  const read = { params: { account: '' } };
  beforeEach(() => void (read.params.account = member.account));

  proves(RECORDED, 'members and invitations that are shown are one event a request, with who read and of how many', async () => {
    await world.invite(owner, world.newAddress());
    await world.as(admin, 'GET /tenant/members');
    await world.as(admin, 'GET /tenant/members/{account}', read);
    await world.as(admin, 'GET /tenant/invitations');
    const who = { userId: admin.account, tenantId: admin.tenant, result: 'success' };
    expect(world.store.events.slice(1)).toMatchObject([
      { action: 'members.listed', ...who, resource: `tenant/${admin.tenant}`, details: { addresses: 3 } },
      { action: 'member.read', ...who, resource: `account/${member.account}`, details: { addresses: 1 } },
      { action: 'invitations.listed', ...who, resource: `tenant/${admin.tenant}`, details: { addresses: 1 } },
    ]);
  });

  proves(RECORDED, 'no address leaves whose event can not be written', async () => {
    await world.invite(owner, world.newAddress());
    for (const route of ['GET /tenant/members', 'GET /tenant/members/{account}', 'GET /tenant/invitations']) {
      world.store.failNext(undefined, 'commit');
      const refused = await world.as(admin, route, route.endsWith('}') ? read : {});
      expect([route, refused]).toMatchObject([route, { status: 503, code: 'unavailable' }]);
      expect(JSON.stringify(refused)).not.toContain('mail.example');
    }
    world.store.conflictNext();
    expect(await world.as(admin, 'GET /tenant/members')).toMatchObject({ status: 503 });
  });

  it('is no event where none is shown: of who had their data restricted, and of no invitation', async () => {
    await world.change(member.account, { restriction: { ground: 'objection', since: world.now } });
    await world.as(admin, 'GET /tenant/members/{account}', read);
    await world.as(admin, 'GET /tenant/invitations');
    expect(world.store.events).toEqual([]);
    await world.as(admin, 'GET /tenant/members');
    expect(world.events('members.listed')).toMatchObject([{ details: { addresses: 2 } }]);
  });

  it('tells whose, sealed', async () => {
    const { sessionKeys } = world.rings;
    const audit = new Audit({ service: 'tenant', ...world.rings, clock: world.time.clock });
    const routes = tenantRoutes({ ...world.parts, audit });
    const handler = createHandler({ service: 'tenant', tiers: UNLIMITED, origins: ORIGINS, routes, log: () => undefined, clock: world.time.clock });
    await handler(gatewayEvent({ route: 'GET /tenant/members', principal: admin }));
    await handler(
      gatewayEvent({
        route: 'PATCH /tenant/members/{account}',
        params: { account: owner.account },
        body: { role: 'VIEWER', ...NO_ROLES },
        headers: { 'If-Match': '*' },
        principal: admin,
      }),
    );
    const [listed, denied] = world.store.events;
    expect(denied).toMatchObject({ action: 'access.denied', details: { target: owner.account } });
    const { addressesOf } = JSON.parse(await sessionKeys.open(AUDIT_USES.sealed, listed!.sealed)) as { addressesOf: string };
    expect(addressesOf.split(' ').sort()).toEqual([owner, admin, member].map(({ account }) => account).sort());
    expect(JSON.stringify({ ...listed, sealed: '' })).not.toContain(member.account);
  });
});
