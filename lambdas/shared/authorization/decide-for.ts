import { COMPILED_POLICIES } from './compiled-policies';
import { grantsOf } from './custom-role';
import { decide, type Decision } from './decide';
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

/** Decides for a caller, with what decisions are made with. */
export type Decider = (caller: Principal, action: string, resource?: Resource) => Decision;

const MINUTE = 60;
const MINUTES_A_DAY = 1440;

/**
 * Whether a caller may do what an action names (AZN-6). Of the circumstances it knows the time alone: device, place and risk are
 * unknown to it, so no sensitive action is allowed here (AZN-9).
 * @param resource what it is done to; left out, the tenant or the account that is the caller's, or a document of theirs: whoever may
 * not do it to their own may do it to none, and to which others they may is decided where the document is known
 */
export function decideFor({ policySet, clock }: PolicyParts, caller: Principal, action: string, resource?: Resource): Decision {
  const principal = subjectOf(caller);
  const now = Math.floor(clock() / 1000);
  const context = { now, minute: Math.floor(now / MINUTE) % MINUTES_A_DAY };
  return decide(COMPILED_POLICIES, policySet, { principal, action, resource: resource ?? ownResource(action, principal), context });
}

/** Who a caller is as the creator of something. */
export function creatorOf(caller: Principal): string {
  return caller.kind === 'person' ? `account/${caller.account}` : `api-key/${caller.key}`;
}

function subjectOf(caller: Principal): AccessRequest['principal'] {
  if (caller.kind === 'person') return personSubject(caller);
  const { tenant, scopes } = caller;
  // Its creator's rights of now don't come with a key yet, so it has none: no route is for keys.
  const creator = { type: 'Person', id: 'unknown', tenant, roles: [], grants: [] } as const;
  return { type: 'ServiceAccount', id: creatorOf(caller), tenant, roles: ['API'], scopes, creator };
}

function personSubject({ account, tenant, roles }: Pick<Person, 'account' | 'roles' | 'tenant'>): PersonSubject {
  const custom = STANDARD_ROLES.filter(({ id }) => roles.includes(id));
  const grants = custom.flatMap((role) => grantsOf(role, tenant, COMPILED_POLICIES.actions.keys()));
  return { type: 'Person', id: `account/${account}`, tenant, roles, grants };
}

function ownResource(action: string, { id, tenant }: AccessRequest['principal']): Resource {
  const types = COMPILED_POLICIES.actions.get(action)?.resources ?? [];
  const type = (['Account', 'Document'] as const).find((one) => types.includes(one));
  return type === undefined ? { type: 'Tenant', tenant } : { type, tenant, creator: id };
}
