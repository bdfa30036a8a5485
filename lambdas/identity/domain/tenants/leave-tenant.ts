import type { Change, RecordStore } from '../../../shared/store/record-store';
import type { Account } from '../account';
import { MEMBER_PREFIX, memberAt, memberRecord, tenantAt, tenantRecord } from '../records/tenant-records';

/** How an account leaves its tenant for good. */
export interface Leaving {
  /** Whether nobody is left. */
  readonly endsTenant: boolean;
  readonly changes: readonly Change[];
}

/**
 * What ends a membership; `undefined` when others would be left without an owner. The tenant is written, anew or for the first time, so
 * that of this and another change in it at the same time the second is decided on what the first left: nobody comes into one that ends.
 */
export async function leaveTenant(store: RecordStore, { id, tenant }: Pick<Account, 'id' | 'tenant'>): Promise<Leaving | undefined> {
  const place = { kind: tenantRecord, at: tenantAt(tenant) };
  const found = await store.get(place);
  if (found === undefined) return { endsTenant: true, changes: [{ action: 'create', ...place, value: { id: tenant, owners: [] } }] };
  const { value, version } = found;
  const entries = await store.list(memberRecord, memberAt(tenant, '').owner, MEMBER_PREFIX, { limit: 2 });
  const endsTenant = entries.every((entry) => entry.value.account === id);
  const owners = value.owners.filter((owner) => owner !== id);
  if (!endsTenant && owners.length === 0 && value.owners.length > 0) return undefined;
  const own = await store.get({ kind: memberRecord, at: memberAt(tenant, id) });
  return {
    endsTenant,
    changes: [
      { action: 'replace', ...place, value: { ...value, owners }, version },
      ...(own === undefined ? [] : [{ action: 'delete', kind: memberRecord, at: memberAt(tenant, id), version: own.version } as const]),
    ],
  };
}
