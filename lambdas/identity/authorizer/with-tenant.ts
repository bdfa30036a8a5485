import type { Principal } from '../../shared/http/request';
import type { RecordStore } from '../../shared/store/record-store';
import { tenantAt, tenantRecord } from '../domain/records/tenant-records';
import { grantTextsOf, readCustomRoles } from '../domain/tenants/custom-roles';

/**
 * A person with what their tenant says of this moment: its hours, and what its custom roles grant them. It is read at each request
 * (decision 0122), so that a role that was changed or deleted counts from the next one on.
 * @throws {DependencyFailedError} when that can't be told
 */
export async function withTenant(store: RecordStore, caller: Principal): Promise<Principal> {
  if (caller.kind !== 'person') return caller;
  const { tenant, roles } = caller;
  const [found, custom] = await Promise.all([store.get({ kind: tenantRecord, at: tenantAt(tenant) }), readCustomRoles(store, tenant, roles)]);
  const grants = grantTextsOf(custom, tenant);
  return { ...caller, hours: found?.value.hours, grants: grants.length === 0 ? undefined : grants };
}
