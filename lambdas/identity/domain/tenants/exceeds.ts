import { COMPILED_POLICIES } from '../../../shared/authorization/compiled-policies';
import { decide, type Decision } from '../../../shared/authorization/decide';
import type { Environment, Grant, PersonSubject, Resource } from '../../../shared/authorization/request';

/** Circumstances are the authorizer's to judge, at each request; what is asked here is what somebody's roles are worth. */
const NOON = { now: 0, minute: 720, device: 'known', location: 'here' } as const;
/** Good enough for what is granted without a condition, and not for what is granted to trusted circumstances alone. */
const PLAIN: Environment = { ...NOON, risk: 69 };
const TRUSTED: Environment = { ...NOON, risk: 0 };

/**
 * Whether somebody's roles permit an action in their tenant, whatever the circumstances are just now.
 * @param subject without hours, which are circumstances
 */
export function decideEver(policySet: string, subject: PersonSubject, action: string): Decision {
  return decide(COMPILED_POLICIES, policySet, { principal: subject, action, resource: resourceOf(action, subject, true), context: TRUSTED });
}

/** Whether a grant is more than somebody has: on what others created, or under fewer conditions (AZN-2). */
export function exceeds(policySet: string, subject: PersonSubject, { permission: action, own, trusted, tenant }: Grant): boolean {
  const resource = resourceOf(action, subject, own);
  const context = trusted ? TRUSTED : PLAIN;
  return tenant !== subject.tenant || !decide(COMPILED_POLICIES, policySet, { principal: subject, action, resource, context }).allowed;
}

function resourceOf(action: string, { id, tenant }: PersonSubject, own: boolean): Resource {
  const types = COMPILED_POLICIES.actions.get(action)?.resources ?? [];
  const type = types.includes('Account') ? 'Account' : 'Document';
  return types.includes('Tenant') ? { type: 'Tenant', tenant } : { type, tenant, creator: own ? id : 'account/of-somebody-else' };
}
