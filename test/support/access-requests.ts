import type { AccessRequest, Environment, Grant, PersonSubject, Resource, ServiceSubject } from '../../lambdas/shared/authorization/request';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';

/** Circumstances in which nothing is forbidden. */
export const CALM: Environment = { now: 1_800_000_000, minute: 600, device: 'known', location: 'DE', risk: 5 };
export const ACTIONS = [...COMPILED_POLICIES.actions.keys()];
export const ROLES = ['SUPER_ADMIN', 'OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'API'];
const SCOPES = ['documents:create', 'documents:read', 'documents:update', 'read:all', 'documents:delete', 'data:export', 'api-keys:write'];

/** A person of the tenant `acme`. */
export function someone(changes: Partial<PersonSubject> = {}): PersonSubject {
  return { type: 'Person', id: 'account/ann', tenant: 'acme', roles: [], grants: [], ...changes };
}

/** A service account of the tenant `acme`, made by an owner. */
export function someKey(changes: Partial<ServiceSubject> = {}): ServiceSubject {
  const creator = someone({ id: 'account/olga', roles: ['OWNER'] });
  return { type: 'ServiceAccount', id: 'api-key/k1', tenant: 'acme', roles: ['API'], scopes: [], creator, ...changes };
}

/** What an action is for, created by somebody in a tenant. */
export function resourceOf(action: string, creator: string, tenant = 'acme'): Resource {
  const type = COMPILED_POLICIES.actions.get(action)?.resources[0] ?? 'Tenant';
  return type === 'Tenant' ? { type, tenant } : { type: type as 'Document', tenant, creator };
}

/** Requests from a seed, of which a good part is allowed: what is drawn is mostly near what a policy asks for. */
export function* accessRequests(seed: number, count: number): Generator<AccessRequest> {
  const draw = dice(seed);
  for (let made = 0; made < count; made++) {
    const action = draw.chance(0.01) ? draw.one(['nothing:known', 'sensitive', '__proto__']) : draw.one(ACTIONS);
    const tenant = draw.one(['acme', 'acme', 'acme', 'other']);
    const principal = draw.chance(0.2) ? drawnKey(draw, action) : drawnPerson(draw, action);
    const creator = draw.chance(0.7) ? principal.id : 'account/bob';
    const resource = resourceOf(draw.chance(0.01) ? draw.one(ACTIONS) : action, creator, draw.chance(0.9) ? principal.tenant : tenant);
    yield { principal, action, resource, context: drawnContext(draw, principal.id, resource.tenant) };
  }
}

type Dice = ReturnType<typeof dice>;

function drawnPerson(draw: Dice, action: string): PersonSubject {
  const role = draw.one([...ROLES, 'OWNER', 'OWNER', 'ADMIN', 'ADMIN', 'SUPER_ADMIN', 'nobody']);
  const roles = draw.one([[], [role], [role], [role], ['VIEWER', role]]);
  const grants = draw.chance(0.5) ? Array.from({ length: draw.below(4) }, () => drawnGrant(draw, action)) : [];
  const hours = draw.chance(0.2)
    ? {
        hours: draw.one([
          { from: 600, until: 700 },
          { from: 0, until: 600 },
          { from: 601, until: 602 },
        ]),
      }
    : {};
  return someone({ tenant: draw.one(['acme', 'acme', 'third']), roles, grants: distinct(grants), ...hours });
}

function drawnGrant(draw: Dice, action: string): Grant {
  const permission = draw.chance(0.8) ? action : draw.one(ACTIONS);
  return { tenant: draw.one(['acme', 'acme', 'acme', 'other', 'third']), permission, own: draw.chance(0.5), trusted: draw.chance(0.5) };
}

function drawnKey(draw: Dice, action: string): ServiceSubject {
  const near = ['documents:create', 'documents:read', 'documents:update', 'read:all', action].filter(() => draw.chance(0.7));
  const scopes = [...new Set(draw.chance(0.8) ? near : SCOPES.filter(() => draw.chance(0.5)))];
  const creator = someone({ id: 'account/olga', roles: [draw.one([...ROLES, 'OWNER'])] });
  return someKey({ scopes, creator, roles: draw.chance(0.9) ? ['API'] : [draw.one(ROLES)], tenant: draw.one(['acme', 'acme', 'third']) });
}

function drawnContext(draw: Dice, account: string, tenant: string): Environment {
  const calm = { ...CALM, minute: draw.one([600, 599, 601, 699, 700, 0]) };
  const granted = draw.chance(0.5) ? { breakGlass: drawnGrantOfEntry(draw, account, tenant) } : {};
  if (draw.chance(0.7)) return { ...calm, ...granted };
  return {
    now: calm.now,
    minute: calm.minute,
    ...granted,
    ...(draw.chance(0.8) ? { device: draw.one(['known', 'known', 'known', 'unknown'] as const) } : {}),
    ...(draw.chance(0.8) ? { location: draw.one(['DE', 'DE', 'US', 'unknown']) } : {}),
    ...(draw.chance(0.8) ? { risk: draw.one([0, 1, 39, 40, 41, 69, 70, 71, 100, -1]) } : {}),
  };
}

function drawnGrantOfEntry(draw: Dice, account: string, tenant: string) {
  const expiresAt = CALM.now + draw.one([1, 1, 900, 0, -1]);
  return { account: draw.chance(0.9) ? account : 'account/bob', tenant: draw.chance(0.9) ? tenant : 'third', expiresAt };
}

/** Cedar's sets hold each member once. */
function distinct(grants: readonly Grant[]): readonly Grant[] {
  return [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()];
}

/** Mulberry32: small, fast, and the same everywhere. */
export function dice(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, chance: (share: number) => next() < share, one: <T>(values: readonly T[]): T => values[below(values.length)]! };
}
