import { COMPILED_POLICIES } from './compiled-policies';
import { grantsOf } from './custom-role';
import { decide, type Decision } from './decide';
import { readGrant } from './grant-text';
import type { AccessRequest, PersonSubject, Resource } from './request';
import { STANDARD_ROLES } from './standard-roles';
import type { Clock } from '../clock';
import type { Person, Principal } from '../http/request';
import { entryOf, tenantOf } from '../http/tenant-of';
import { secondsOf } from '../seconds-of';

/** What decisions are made with. */
export interface PolicyParts {
  /** The hash of the policies that were published with the deployment: compiled ones that differ decide nothing (AZN-4). */
  readonly policySet: string;
  readonly clock: Clock;
}

/** Decides for a caller, with what decisions are made with. */
export type Decider = (caller: Principal, action: string, resource?: Resource) => Decision;

const MINUTE = 60;
const MINUTES_A_DAY = 1440;

/**
 * Whether a caller may do what an action names (AZN-6), under the circumstances that the authorizer found; without any, nothing
 * sensitive is allowed (AZN-9).
 * @param resource what it is done to; left out, the tenant that the caller acts in, their own account, or a document of theirs: whoever
 * may not do it to their own may do it to none, and to which others they may is decided where the document is known
 * @throws {TenantEntryEndedError} when the tenant that they entered is theirs to act in no more
 */
export function decideFor({ policySet, clock }: PolicyParts, caller: Principal, action: string, resource?: Resource): Decision {
  const principal = subjectOf(caller);
  const now = secondsOf(clock);
  const context = { now, minute: Math.floor(now / MINUTE) % MINUTES_A_DAY, ...caller.circumstances, ...leaveOf(caller, now) };
  const acted = resource ?? ownResource(action, principal, tenantOf(caller, now));
  return decide(COMPILED_POLICIES, policySet, { principal, action, resource: acted, context });
}

/** Leave to enter another tenant, as policies see it (AZN-5). */
function leaveOf(caller: Principal, now: number): Pick<AccessRequest['context'], 'breakGlass'> {
  const entered = entryOf(caller, now);
  return entered === undefined || caller.kind !== 'person' ? {} : { breakGlass: { account: `account/${caller.account}`, ...entered } };
}

/** Who a caller is as the creator of something. */
export function creatorOf(caller: Principal): string {
  return caller.kind === 'person' ? `account/${caller.account}` : `api-key/${caller.key}`;
}

function subjectOf(caller: Principal): AccessRequest['principal'] {
  if (caller.kind === 'person') return personSubject(caller);
  const { tenant, scopes, creator = { account: 'unknown', roles: [] } } = caller;
  return { type: 'ServiceAccount', id: creatorOf(caller), tenant, roles: ['API'], scopes, creator: personSubject({ ...creator, tenant }) };
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

/** An account stays its person's own also while they are in another tenant. */
function ownResource(action: string, { id, tenant }: AccessRequest['principal'], actedIn: string): Resource {
  const types = COMPILED_POLICIES.actions.get(action)?.resources ?? [];
  if (types.includes('Account')) return { type: 'Account', tenant, creator: id };
  return types.includes('Document') ? { type: 'Document', tenant: actedIn, creator: id } : { type: 'Tenant', tenant: actedIn };
}
