import { EvaluationError } from './errors';
import { fields, type Fields } from './operators';
import type { CompiledAction, CompiledPolicy, CompiledPolicySet } from './policy-set';
import type { AccessRequest } from './request';

/** Why: a policy permits or forbids; none permits; what is asked isn't known, and can't be; or nothing is there to decide on. */
export type Reason =
  'absent' | 'error' | 'forbidden' | 'no-permit' | 'permitted' | 'unknown-action' | 'unknown-principal' | 'unknown-resource' | 'unknown-role' | 'unpublished';

/** An answer, and what it rests on (AZN-4). */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: Reason;
  /** The `@id` of the policy that decided; absent where none did. */
  readonly policy?: string;
  /** The hash of the set that was asked. */
  readonly policySet: string;
}

/**
 * Decides as Cedar would, with one difference: an error in any policy of the action denies, whatever the others say, where Cedar
 * leaves that policy out. A forbid wins, and what no policy permits is denied.
 * @param set the policies, compiled
 * @param published the hash of the set that was published; another set decides nothing
 */
export function decide(set: CompiledPolicySet, published: string, request: AccessRequest): Decision {
  if (set.hash !== published) return denied(set, 'unpublished');
  const action = set.actions.get(request.action);
  if (action === undefined) return denied(set, 'unknown-action');
  if (!action.principals.includes(request.principal.type)) return denied(set, 'unknown-principal');
  if (!action.resources.includes(request.resource.type)) return denied(set, 'unknown-resource');
  try {
    return judge(set, action, request);
  } catch (error) {
    if (error instanceof EvaluationError) return denied(set, 'error');
    throw error;
  }
}

/** Every policy of the action is asked, also after one has decided: an error in any of them must be seen. */
function judge(set: CompiledPolicySet, { forbids, permits }: CompiledAction, request: AccessRequest): Decision {
  const principal = fields(request.principal);
  const resource = fields(request.resource);
  const context = fields(request.context);
  const forbid = firstOf(forbids, principal, resource, context);
  const permit = firstOf(permits, principal, resource, context);
  if (forbid !== undefined) return denied(set, 'forbidden', forbid);
  if (permit !== undefined) return { allowed: true, reason: 'permitted', policy: permit, policySet: set.hash };
  return denied(set, knowsRoleOf(set, request) ? 'no-permit' : 'unknown-role');
}

/** The first policy that holds, after all were asked. */
function firstOf(policies: readonly CompiledPolicy[], principal: Fields, resource: Fields, context: Fields): string | undefined {
  let first: string | undefined;
  for (const { id, holds } of policies) if (holds(principal, resource, context)) first ??= id;
  return first;
}

function knowsRoleOf({ roles }: CompiledPolicySet, { principal }: AccessRequest): boolean {
  return principal.roles.length === 0 || principal.roles.some((role) => roles.includes(role));
}

function denied({ hash }: CompiledPolicySet, reason: Reason, policy?: string): Decision {
  return { allowed: false, reason, policySet: hash, ...(policy === undefined ? {} : { policy }) };
}
