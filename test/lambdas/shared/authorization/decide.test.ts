import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { grantsOf, type CustomRole } from '../../../../lambdas/shared/authorization/custom-role';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import { known } from '../../../../lambdas/shared/authorization/operators';
import type { AccessRequest, Environment, PersonSubject } from '../../../../lambdas/shared/authorization/request';
import { STANDARD_ROLES } from '../../../../lambdas/shared/authorization/standard-roles';
import { ACTIONS, CALM, resourceOf, someKey, someone } from '../../../support/access-requests';
import { proves } from '../../../support/proves';

const { hash } = COMPILED_POLICIES;
const ask = (principal: AccessRequest['principal'], action: string, options: { creator?: string; tenant?: string; context?: Environment } = {}) =>
  decide(COMPILED_POLICIES, hash, {
    principal,
    action,
    resource: resourceOf(action, options.creator ?? principal.id, options.tenant),
    context: options.context ?? CALM,
  });
const owner = someone({ roles: ['OWNER'] });
const without = (name: 'device' | 'location' | 'risk'): Environment => Object.fromEntries(Object.entries(CALM).filter(([key]) => key !== name)) as never;

describe('a decision', () => {
  proves(
    { control: 'AZN-4', part: 'named-policy', evidence: 'in-process' },
    'it names the policy that decided and the set, and an unpublished set is refused',
    () => {
      expect(ask(owner, 'data:export')).toEqual({ allowed: true, reason: 'permitted', policy: 'data-export', policySet: hash });
      expect(ask(owner, 'data:export', { tenant: 'other' })).toEqual({ allowed: false, reason: 'forbidden', policy: 'tenant-separation', policySet: hash });
      expect(ask(someone({ roles: ['MEMBER'] }), 'data:export')).toEqual({ allowed: false, reason: 'no-permit', policySet: hash });
      for (const published of ['', hash.toUpperCase(), '0'.repeat(64)])
        expect(
          decide(COMPILED_POLICIES, published, { principal: owner, action: 'audit:read', resource: { type: 'Tenant', tenant: 'acme' }, context: CALM }),
        ).toEqual({
          allowed: false,
          reason: 'unpublished',
          policySet: hash,
        });
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  proves(
    { control: 'AZN-4', part: 'deny-wins', evidence: 'in-process' },
    'a forbid beats every permit; without a permit, and on any error, the answer is no',
    () => {
      const everything = someone({ roles: ['OWNER'], grants: ACTIONS.map((permission) => ({ tenant: 'acme', permission, own: false, trusted: false })) });
      expect(ask(everything, 'data:export').allowed).toBe(true);
      expect(ask(everything, 'data:export', { context: { ...CALM, risk: 70 } })).toMatchObject({ allowed: false, reason: 'forbidden', policy: 'high-risk' });
      expect(ask(someone({ roles: ['VIEWER'] }), 'audit:read')).toMatchObject({ allowed: false, reason: 'no-permit' });
      const broken = [{ principal: { ...owner, roles: 'OWNER' } }, { context: { ...CALM, risk: '5' } }, { context: { ...CALM, risk: 0.5 } }, { context: null }];
      for (const part of broken) {
        const request = {
          principal: owner,
          action: 'data:export',
          resource: resourceOf('data:export', ''),
          context: CALM,
          ...part,
        } as unknown as AccessRequest;
        expect(decide(COMPILED_POLICIES, hash, request)).toMatchObject({ allowed: false, reason: 'error' });
      }
    },
  );

  it.each(ACTIONS)('of %s denies on an error in any one of its policies, whatever the others say', (name) => {
    const action = COMPILED_POLICIES.actions.get(name)!;
    const broken = { holds: () => known(undefined) === true };
    const request = { principal: owner, action: name, resource: resourceOf(name, owner.id), context: CALM };
    for (const effect of ['forbids', 'permits'] as const)
      for (const { id } of action[effect]) {
        const policies = action[effect].map((policy) => (policy.id === id ? { id, ...broken } : policy));
        const set = { ...COMPILED_POLICIES, actions: new Map([[name, { ...action, [effect]: policies }]]) };
        expect([id, decide(set, hash, request)]).toEqual([id, { allowed: false, reason: 'error', policySet: hash }]);
        const abroad = { ...request, resource: resourceOf(name, owner.id, 'other'), context: { ...CALM, risk: 70 } };
        expect([id, decide(set, hash, abroad).reason]).toEqual([id, 'error']);
      }
  });

  it('of any action denies who has rights by role when their grants are broken, and any key whose scopes are', () => {
    const root = someone({ roles: ['SUPER_ADMIN'] });
    const reasons = (principal: AccessRequest['principal'], actions: readonly string[]) => new Set(actions.map((action) => ask(principal, action).reason));
    expect(reasons(root, ACTIONS)).toEqual(new Set(['permitted']));
    // No grant lets anybody into another tenant, so that none is asked for there.
    const granted = ACTIONS.filter((action) => action !== 'tenants:enter');
    for (const grants of ['broken', undefined, { length: 0 }]) expect(reasons({ ...root, grants } as never, granted)).toEqual(new Set(['error']));
    const scoped = ['documents:create', 'documents:read', 'documents:read-all', 'documents:update'];
    const key = someKey({ scopes: [...ACTIONS, 'read:all'] });
    expect(reasons(key, scoped)).toEqual(new Set(['permitted']));
    expect(reasons({ ...key, scopes: scoped.join(' ') } as never, scoped)).toEqual(new Set(['error']));
  });

  it.each(['documents:burn', 'sensitive', 'settings:manage', '__proto__', ''])('denies the unknown action "%s"', (action) => {
    expect(ask(owner, action)).toMatchObject({ allowed: false, reason: 'unknown-action' });
  });

  it('denies what an action is not for, who is neither person nor key, and a role that nobody knows', () => {
    const request = { principal: owner, action: 'audit:read', resource: { type: 'Document', tenant: 'acme', creator: owner.id }, context: CALM } as const;
    expect(decide(COMPILED_POLICIES, hash, request)).toMatchObject({ allowed: false, reason: 'unknown-resource' });
    expect(decide(COMPILED_POLICIES, hash, { ...request, principal: { ...owner, type: 'Robot' } as never })).toMatchObject({ reason: 'unknown-principal' });
    expect(ask(someone({ roles: ['owner'] }), 'audit:read')).toMatchObject({ allowed: false, reason: 'unknown-role' });
    expect(ask(someone({ roles: ['owner', 'constructor'] }), 'documents:read')).toMatchObject({ allowed: false, reason: 'unknown-role' });
  });

  it.each([
    ['high-risk', without('risk')],
    ['high-risk', { ...CALM, risk: 70 }],
    ['unknown-device', without('device')],
    ['unknown-device', { ...CALM, device: 'unknown' }],
    ['unknown-location', without('location')],
    ['unknown-location', { ...CALM, location: 'unknown' }],
  ] as const)('denies a sensitive action by %s, and nothing else', (policy, context) => {
    expect(ask(owner, 'documents:delete', { context })).toMatchObject({ allowed: false, reason: 'forbidden', policy });
    expect(ask(owner, 'documents:read', { context }).allowed).toBe(true);
  });

  it('keeps sensitive actions within the hours that a person has', () => {
    const clerk = someone({ roles: ['ADMIN'], hours: { from: 480, until: 1080 } });
    for (const minute of [479, 1080]) expect(ask(clerk, 'users:write', { context: { ...CALM, minute } })).toMatchObject({ policy: 'outside-hours' });
    for (const minute of [480, 1079]) expect(ask(clerk, 'users:write', { context: { ...CALM, minute } }).allowed).toBe(true);
  });
});

describe('a record', () => {
  proves(
    { control: 'AZN-3', part: 'ownership', evidence: 'in-process' },
    'is open to its creator and to admin and owner of its tenant, and to no other tenant',
    () => {
      const [member, admin] = [someone({ roles: ['MEMBER'] }), someone({ roles: ['ADMIN'] })];
      for (const action of ['documents:read', 'documents:update']) {
        expect(ask(member, action).allowed).toBe(true);
        expect(ask(member, action, { creator: 'account/bob' })).toMatchObject({ allowed: false, reason: 'no-permit' });
        for (const keeper of [admin, owner]) expect(ask(keeper, action, { creator: 'account/bob' }).allowed).toBe(true);
        for (const anybody of [member, admin, owner])
          expect(ask(anybody, action, { tenant: 'other' })).toMatchObject({ allowed: false, policy: 'tenant-separation' });
      }
    },
  );

  it('of another tenant is open to SUPER_ADMIN alone, by a grant for that tenant, until it ends', () => {
    const root = someone({ roles: ['SUPER_ADMIN'] });
    const breakGlass = { account: root.id, tenant: 'other', expiresAt: CALM.now + 1 };
    const enter = (principal: PersonSubject, change: object = {}) =>
      ask(principal, 'documents:read', { tenant: 'other', creator: 'account/bob', context: { ...CALM, breakGlass: { ...breakGlass, ...change } } });
    expect(enter(root)).toMatchObject({ allowed: true, policy: 'documents-read-all' });
    expect(ask(root, 'documents:read', { tenant: 'other' }).allowed).toBe(false);
    const context = { ...CALM, breakGlass };
    const refused = ACTIONS.filter((action) => ask(root, action, { tenant: 'other', context }).policy === 'visited-not-administered');
    expect(refused.toSorted()).toEqual([
      'api-keys:write',
      'billing:read',
      'billing:write',
      'settings:read',
      'settings:write',
      'users:delete',
      'users:read',
      'users:write',
    ]);
    for (const change of [{ expiresAt: CALM.now }, { tenant: 'third' }, { account: 'account/bob' }])
      expect(enter(root, change)).toMatchObject({ allowed: false });
    const everything = grantsOf(
      STANDARD_ROLES.find(({ id }) => id === 'super-admin')!,
      'other',
      ACTIONS,
    );
    for (const other of [owner, someone({ grants: everything })]) expect(enter(other)).toMatchObject({ allowed: false, policy: 'tenant-separation' });
  });
});

proves(
  { control: 'AZN-3', part: 'key-scopes', evidence: 'in-process' },
  'a key acts within its scopes on what it created, and reads all only with a read:all that an Owner granted',
  () => {
    const [byOwner, byAdmin, byViewer] = ['OWNER', 'ADMIN', 'VIEWER'].map((role) => someone({ id: 'account/olga', roles: [role] }));
    const reads = someKey({ scopes: ['documents:read'] });
    expect(ask(reads, 'documents:read')).toMatchObject({ allowed: true, policy: 'key-reads-own' });
    expect(ask(someKey({ scopes: ['documents:update'] }), 'documents:read').allowed).toBe(false);
    expect(ask(reads, 'documents:read', { creator: 'account/olga' }).allowed).toBe(false);
    const all = ['documents:read', 'read:all'];
    for (const action of ['documents:read', 'documents:read-all']) {
      expect(ask(someKey({ scopes: all, creator: byOwner! }), action, { creator: 'account/bob' })).toMatchObject({ allowed: true, policy: 'key-reads-all' });
      expect(ask(someKey({ scopes: all, creator: byAdmin! }), action, { creator: 'account/bob' }).allowed).toBe(false);
      expect(ask(someKey({ scopes: ['read:all'], creator: byOwner! }), action, { creator: 'account/bob' }).allowed).toBe(false);
      expect(ask(someKey({ scopes: all, creator: byOwner! }), action, { creator: 'account/bob', tenant: 'other' }).allowed).toBe(false);
    }
    const every = someKey({ scopes: [...ACTIONS, 'read:all'] });
    const allowed = ACTIONS.filter((action) => ask(every, action).allowed);
    expect(allowed).toEqual(expect.arrayContaining(['documents:create', 'documents:read', 'documents:read-all', 'documents:update']));
    expect(allowed).toHaveLength(4);
    for (const action of ['api-keys:write', 'data:export', 'account:export', 'account:erase'])
      expect(ask(every, action)).toMatchObject({ reason: 'forbidden' });
    expect(ask(someKey({ scopes: [...ACTIONS], creator: byViewer! }), 'documents:update').allowed).toBe(false);
  },
);

describe('custom roles', () => {
  const holderOf = (id: string) =>
    someone({
      grants: grantsOf(
        STANDARD_ROLES.find((role) => role.id === id)!,
        'acme',
        ACTIONS,
      ),
    });

  proves(
    { control: 'AZN-2', part: 'shapes', evidence: 'in-process' },
    "P's three roles are data, and grant what P lists: everything in the tenant, a tenant's administration, one's own profile",
    () => {
      const rights = (id: string) => ACTIONS.filter((action) => ask(holderOf(id), action).allowed).toSorted();
      expect(rights('super-admin')).toEqual(ACTIONS.filter((action) => action !== 'tenants:enter').toSorted());
      expect(rights('tenant-admin')).toEqual(['billing:read', 'settings:read', 'settings:write', 'users:delete', 'users:read', 'users:write']);
      expect(rights('user')).toEqual(['account:protect', 'account:read', 'account:write']);
      expect(ask(holderOf('user'), 'account:read', { creator: 'account/bob' }).allowed).toBe(false);
      expect(STANDARD_ROLES.map(({ scope }) => scope)).toEqual(['global', 'tenant', 'user']);
    },
  );

  proves(
    { control: 'AZN-2', part: 'custom-roles', evidence: 'in-process' },
    "a tenant's role grants what it lists in that tenant, under its conditions, and nothing else",
    () => {
      const role: CustomRole = {
        id: 'archivist',
        name: 'Archivist',
        tenant: 'acme',
        scope: 'tenant',
        permissions: [
          { resource: 'documents', actions: ['read', 'read-all', 'burn'] },
          { resource: 'documents', actions: ['update'], conditions: ['own', 'trusted'] },
          { resource: 'constructor', actions: ['*'] },
        ],
      };
      const archivist = someone({ grants: grantsOf(role, 'acme', ACTIONS) });
      expect(ACTIONS.filter((action) => ask(archivist, action).allowed).toSorted()).toEqual(['documents:read', 'documents:read-all', 'documents:update']);
      expect(ask(archivist, 'documents:read', { creator: 'account/bob' })).toMatchObject({ allowed: true, policy: 'custom-documents-read' });
      expect(ask(archivist, 'documents:update', { creator: 'account/bob' }).allowed).toBe(false);
      for (const context of [{ ...CALM, risk: 40 }, without('device'), without('location'), without('risk')])
        expect(ask(archivist, 'documents:update', { context }).allowed).toBe(false);
      expect(ask(archivist, 'documents:read', { tenant: 'other' }).allowed).toBe(false);
      expect(grantsOf(role, 'other', ACTIONS)).toEqual([]);
      expect(grantsOf({ ...role, scope: 'global' }, 'acme', ACTIONS)).toEqual([]);
      const abroad = someone({ grants: [{ tenant: 'other', permission: 'audit:read', own: false, trusted: false }] });
      expect(ask(abroad, 'audit:read').allowed).toBe(false);
      expect(ask(abroad, 'audit:read', { tenant: 'other' }).allowed).toBe(false);
    },
  );
});
