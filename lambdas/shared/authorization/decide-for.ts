import { COMPILED_POLICIES } from './compiled-policies';
import { grantsOf } from './custom-role';
import { decide, type Decision } from './decide';
import { readGrant } from './grant-text';
import type { AccessRequest, PersonSubject, Resource } from './request';
import { STANDARD_ROLES } from './standard-roles';
import type { Clock } from '../clock';
import type { Person, Principal } from '../http/request';

/** What decisions are made with. */
export interface PolicyParts {
  /** The hash of the policies that were published with the deployment: compiled ones that differ decide nothing (AZN-4). */
  readonly policySet: string;
  readonly clock: Clock;
}

const MINUTE = 60;
const MINUTES_A_DAY = 1440;

/**
 * Whether a caller may do what an action names (AZN-6). Of the circumstances it knows the time alone: device, place and risk are
 * unknown to it, so no sensitive action is allowed here (AZN-9).
 * @param resource what it is done to; left out, the tenant or the account that is the caller's
 */
export function decideFor({ policySet, clock }: PolicyParts, caller: Principal, action: string, resource?: Resource): Decision {
  const principal = subjectOf(caller);
  const now = Math.floor(clock() / 1000);
  const context = { now, minute: Math.floor(now / MINUTE) % MINUTES_A_DAY };
  return decide(COMPILED_POLICIES, policySet, { principal, action, resource: resource ?? ownResource(action, principal), context });
}

function subjectOf(caller: Principal): AccessRequest['principal'] {
  if (caller.kind === 'person') return personSubject(caller);
  const { key, tenant, scopes } = caller;
  // Its creator's rights of now don't come with a key yet, so it has none: no route is for keys.
  const creator = { type: 'Person', id: 'unknown', tenant, roles: [], grants: [] } as const;
  return { type: 'ServiceAccount', id: `api-key/${key}`, tenant, roles: ['API'], scopes, creator };
}

/** A person with all that their roles grant them: P's by name, the tenant's own as the authorizer found them. */
export function personSubject({
  account,
  tenant,
  roles,
  grants: found = [],
  hours,
}: Pick<Person, 'account' | 'grants' | 'hours' | 'roles' | 'tenant'>): PersonSubject {
  const custom = STANDARD_ROLES.filter(({ id }) => roles.includes(id));
  const standard = custom.flatMap((role) => grantsOf(role, tenant, COMPILED_POLICIES.actions.keys()));
  const grants = [...standard, ...found.map((text) => readGrant(text, tenant))];
  return { type: 'Person', id: `account/${account}`, tenant, roles, grants, ...(hours === undefined ? {} : { hours }) };
}

function ownResource(action: string, { id, tenant }: AccessRequest['principal']): Resource {
  const isOwn = COMPILED_POLICIES.actions.get(action)?.resources.includes('Account') === true;
  return isOwn ? { type: 'Account', tenant, creator: id } : { type: 'Tenant', tenant };
}
