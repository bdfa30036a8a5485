import { randomUUID } from 'node:crypto';
import type { Role } from '../../../../lambdas/identity/domain/account';
import { customRoleAt, customRoleRecord } from '../../../../lambdas/identity/domain/records/tenant-records';
import { ROUTE_PERMISSIONS } from '../../../../lambdas/identity/domain/route-permissions';
import { authorize } from '../../../../lambdas/identity/authorizer/authorize';
import type { CustomRole } from '../../../../lambdas/shared/authorization/custom-role';
import { decideFor } from '../../../../lambdas/shared/authorization/decide-for';
import { principalContext, readPrincipal } from '../../../../lambdas/shared/http/principal';
import type { ServiceAccount } from '../../../../lambdas/shared/http/request';
import { ACTIONS, resourceOf } from '../../../support/access-requests';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { UNLIMITED_DENIALS } from '../../../support/unlimited-denials';
import type { Browser } from '../session/sessions-world';
import { authorizerEvent } from '../authorizer/authorizer-event';
import { ApiKeysWorld, WANTED } from './api-keys-world';

const RIGHTS = { control: 'IDN-13', part: 'rights', evidence: 'in-process' } as const;
const SCOPES_PART = { control: 'AZN-3', part: 'key-scopes', evidence: 'in-process' } as const;
const NEVER = { control: 'IDN-13', part: 'never', evidence: 'in-process' } as const;
const LADDER: readonly Role[] = ['VIEWER', 'MEMBER', 'ADMIN', 'OWNER', 'SUPER_ADMIN'];
/** T§3.1's column "API" and T§3.3's reading by scope: what a key needs, and what its creator must be at least. */
const CELLS = [
  { action: 'documents:create', scopes: ['documents:create'], from: 'MEMBER', record: 'any' },
  { action: 'documents:read', scopes: ['documents:read'], from: 'VIEWER', record: 'own' },
  { action: 'documents:read', scopes: ['documents:read', 'read:all'], from: 'OWNER', record: 'any' },
  { action: 'documents:read-all', scopes: ['documents:read', 'read:all'], from: 'OWNER', record: 'any' },
  { action: 'documents:update', scopes: ['documents:update'], from: 'MEMBER', record: 'own' },
] as const;
const SCOPES = ['documents:create', 'documents:read', 'read:all', 'documents:update'];
const SUBSETS = Array.from({ length: 2 ** SCOPES.length }, (_, mask) => SCOPES.filter((__, bit) => (mask & (1 << bit)) !== 0)).filter(
  ({ length }) => length > 0,
);

let world: ApiKeysWorld;
let owner: Browser;

beforeEach(async () => {
  world = new ApiKeysWorld();
  owner = await world.signIn();
});

/** What a handler may find of the key's caller: through the gateway's texts, as it comes there. */
async function caller(text: string): Promise<ServiceAccount | undefined> {
  const key = await world.use(text);
  return key === undefined ? undefined : (readPrincipal(principalContext(key)) as ServiceAccount);
}

const may = (key: ServiceAccount, action: string, record: 'another' | 'own', tenant = key.tenant): boolean =>
  decideFor(world.parts, key, action, resourceOf(action, record === 'own' ? `api-key/${key.key}` : 'account/somebody', tenant)).allowed;
const should = (scopes: readonly string[], role: Role, action: string, record: 'another' | 'own'): boolean =>
  CELLS.some(
    (cell) =>
      cell.action === action &&
      cell.scopes.every((scope) => scopes.includes(scope)) &&
      LADDER.indexOf(role) >= LADDER.indexOf(cell.from) &&
      (cell.record === 'any' || record === 'own'),
  );

describe('what an API key can do', () => {
  proves(
    RIGHTS,
    "each action is allowed where the key's scopes, the matrix and its creator's roles of this moment all allow it, and nowhere else",
    async () => {
      let [allowed, asked] = [0, 0];
      for (const scopes of SUBSETS) {
        const text = await world.newKey(owner, { ...WANTED, scopes });
        for (const role of LADDER) {
          await world.sessions.changeAccount(owner, { roles: [role] });
          const key = (await caller(text))!;
          for (const action of ACTIONS)
            for (const record of ['own', 'another'] as const) {
              expect([scopes, role, action, record, may(key, action, record)]).toEqual([scopes, role, action, record, should(scopes, role, action, record)]);
              expect(may(key, action, record, 'another tenant')).toBe(false);
              asked++;
              if (should(scopes, role, action, record)) allowed++;
            }
        }
        await world.sessions.changeAccount(owner, { roles: ['OWNER'] });
      }
      expect(asked).toBe(15 * 5 * 2 * ACTIONS.length);
      expect(allowed).toBe(160);
    },
  );

  proves(RIGHTS, "a key loses with its creator's role, gains with it, and is nobody's from elsewhere than its configured addresses", async () => {
    const text = await world.newKey(owner, { ...WANTED, scopes: SCOPES, networks: ['198.51.100.0/24'] });
    const mayUpdate = async () => may((await world.use(text, '198.51.100.7'))!, 'documents:update', 'own');
    expect(await mayUpdate()).toBe(true);
    await world.sessions.changeAccount(owner, { roles: ['VIEWER'] });
    expect(await mayUpdate()).toBe(false);
    await world.sessions.changeAccount(owner, { roles: ['MEMBER'] });
    expect(await mayUpdate()).toBe(true);
    for (const address of ['198.51.101.7', '192.0.2.7', '']) expect(await world.use(text, address)).toBeUndefined();
  });

  proves(SCOPES_PART, 'the scope read:all is an owner’s to grant: below, no key is made with it, and that it was tried is in the trail', async () => {
    const { tenant } = (await world.sessions.account(owner)).value;
    const wanted = { ...WANTED, scopes: ['documents:read', 'read:all'] };
    const admin = await world.signIn({ tenant, roles: ['ADMIN'] });
    expect(await refusalOf(world.create(admin, wanted))).toMatchObject({
      code: 'owner-scope',
      status: 403,
      detail: 'Only an owner grants the scope read:all to a key. Leave it out, or ask an owner to make the key.',
    });
    expect(await world.list(owner)).toEqual([]);
    const because = { policy: 'none', policySet: world.parts.policySet, reason: 'owner-scope' };
    expect(world.store.events).toMatchObject([
      { action: 'access.denied', resource: 'api/auth/api-keys', userId: admin.account, tenantId: tenant, details: { method: 'POST', ...because } },
    ]);
    expect(await world.create(admin, WANTED)).toMatchObject({ status: 201 });
    for (const role of ['OWNER', 'SUPER_ADMIN'] as const) {
      const other = await world.signIn({ tenant, roles: [role] });
      expect(await world.create(other, wanted)).toMatchObject({ status: 201 });
    }
  });

  it('is decided by the roles of this moment, and a denial of it is in the trail', async () => {
    const person = { ...(await world.sessions.personOf(await world.signIn({ roles: ['MEMBER'] }))), roles: ['OWNER'] };
    expect(await refusalOf(world.call('GET /auth/api-keys', person))).toMatchObject({ code: 'not-allowed' });
    const moved = { ...(await world.sessions.personOf(owner)), tenant: 'another' };
    expect(await refusalOf(world.call('GET /auth/api-keys', moved))).toMatchObject({ code: 'not-allowed' });
    const of = world.store.events.map(({ action, userId, details: { reason, policy } }) => [action, userId, policy, reason]);
    expect(of).toEqual([
      ['access.denied', person.account, 'none', 'no-permit'],
      ['access.denied', moved.account, 'none', 'moved'],
    ]);
    expect(world.lines).toEqual([]);
  });

  proves(NEVER, 'a key with every scope that there is, of each creator, makes no key, exports nothing and erases nothing', async () => {
    const never = ['api-keys:write', 'data:export', 'account:export', 'account:erase', 'documents:delete'];
    expect(ACTIONS).toEqual(expect.arrayContaining(never));
    for (const scopes of [ACTIONS.slice(0, 13), [...never, ...SCOPES]]) {
      const text = await world.newKey(owner, { ...WANTED, scopes });
      for (const role of LADDER) {
        await world.sessions.changeAccount(owner, { roles: [role] });
        const key = (await caller(text))!;
        for (const action of ACTIONS.filter((one) => !CELLS.some((cell) => cell.action === one)))
          for (const record of ['own', 'another'] as const) expect([action, may(key, action, record)]).toEqual([action, false]);
      }
      await world.sessions.changeAccount(owner, { roles: ['OWNER'] });
    }
  });

  proves(NEVER, 'the authorizer lets a key of every scope call no route of API keys, of accounts or of sessions', async () => {
    const text = await world.newKey(owner, {
      ...WANTED,
      scopes: [...SCOPES, 'api-keys:read', 'api-keys:write', 'account:read', 'account:write', 'sessions:read'],
    });
    const parts = {
      ...world.parts,
      tokens: { verify: () => Promise.reject(new Error('no token')) },
      log: () => undefined,
      hashKeys: memoryKeyRing([1], 'hash-keys'),
      denials: UNLIMITED_DENIALS,
      originKeys: memoryKeyRing([1], 'origin-keys'),
    };
    const closed = [...ROUTE_PERMISSIONS].filter(([, permission]) => /^(account|api-keys|sessions):/.test(permission));
    expect(closed.length).toBeGreaterThan(20);
    for (const [route] of closed) {
      const { policyDocument } = await authorize(parts, authorizerEvent({ route, authorization: `Bearer ${text}` }));
      expect([route, policyDocument.Statement[0].Effect]).toEqual([route, 'Deny']);
    }
  });

  it('is nothing without its creator, or with half of one', async () => {
    const text = await world.newKey(owner, { ...WANTED, scopes: SCOPES });
    const { kind, key, tenant, scopes } = (await world.use(text))!;
    const without = { kind, key, tenant, scopes };
    expect(ACTIONS.some((action) => may(without, action, 'own'))).toBe(false);
    const texts = principalContext((await world.use(text))!);
    expect(texts).toMatchObject({ creatorAccount: owner.account, creatorRoles: 'OWNER' });
    for (const left of ['creatorAccount', 'creatorRoles'])
      expect(readPrincipal(Object.fromEntries(Object.entries(texts).filter(([name]) => name !== left)))).toEqual(without);
  });

  it('is made by nobody from whom a custom role was taken that their token still names', async () => {
    const keeper = await world.signIn({ roles: ['MEMBER'] });
    const { tenant } = (await world.sessions.account(keeper)).value;
    const id = randomUUID();
    const value: CustomRole = { id, name: 'Keepers', scope: 'tenant', permissions: [{ resource: 'api-keys', actions: ['write'] }], tenant };
    await world.store.commit([{ action: 'create', kind: customRoleRecord, at: customRoleAt(tenant, id), value }], []);
    const person = { ...(await world.sessions.personOf(keeper)), roles: ['MEMBER', id], grants: ['api-keys:write'] };
    await world.sessions.changeAccount(keeper, { customRoles: [id] });
    expect(await world.call('POST /auth/api-keys', person, {}, WANTED)).toMatchObject({ status: 201 });
    await world.sessions.changeAccount(keeper, { customRoles: [] });
    expect(await refusalOf(world.call('POST /auth/api-keys', person, {}, WANTED))).toMatchObject({ code: 'not-allowed', status: 403 });
  });
});
