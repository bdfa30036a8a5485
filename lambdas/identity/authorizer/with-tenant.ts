import { COMPILED_POLICIES } from '../../shared/authorization/compiled-policies';
import type { Hours, Principal } from '../../shared/http/request';
import type { RecordStore } from '../../shared/store/record-store';
import { tenantAt, tenantRecord } from '../domain/records/tenant-records';
import { grantTextsOf, readCustomRoles } from '../domain/tenants/custom-roles';

/** The policy that asks for hours: an action that it can't forbid needs none. */
const HOURS_POLICY = 'outside-hours';

/**
 * A person with what their tenant says of this moment: its hours, where the action asks for them, and what its custom roles grant
 * them, where they hold some. Both are read at each request (decision 0122), so that a role that was changed or deleted counts from
 * the next one on; who needs neither costs no read.
 * @throws {DependencyFailedError} when that can't be told
 */
export async function withTenant(store: RecordStore, caller: Principal, action: string): Promise<Principal> {
  if (caller.kind !== 'person') return caller;
  const { tenant, roles } = caller;
  const [hours, custom] = await Promise.all([hoursFor(store, tenant, action), readCustomRoles(store, tenant, roles)]);
  const grants = grantTextsOf(custom, tenant);
  return { ...caller, hours, grants: grants.length === 0 ? undefined : grants };
}

async function hoursFor(store: RecordStore, tenant: string, action: string): Promise<Hours | undefined> {
  if (COMPILED_POLICIES.actions.get(action)?.forbids.some(({ id }) => id === HOURS_POLICY) !== true) return undefined;
  return (await store.get({ kind: tenantRecord, at: tenantAt(tenant) }))?.value.hours;
}
