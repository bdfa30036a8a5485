import type { Principal } from '../http/request';
import type { Decision } from './decide';
import type { Decider } from './decide-for';
import type { Resource } from './request';

/**
 * Whether a caller may do something to a record, where it is known. To one that isn't there nobody may, and no policy says so: the set
 * is asked all the same, so that it takes no less time and the denial names it.
 */
export function decideOn(decide: Decider, caller: Principal, permission: string, record: Resource | undefined): Decision {
  if (record !== undefined) return decide(caller, permission, record);
  const { policySet } = decide(caller, permission);
  return { allowed: false, reason: 'absent', policySet };
}
