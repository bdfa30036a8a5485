import type { Change, Found, RecordStore } from '../../../shared/store/record-store';
import type { Account } from '../account';
import { memberAt, memberRecord, tenantAt, tenantRecord } from '../records/tenant-records';
import type { Tenant } from './tenant';

/** The version of a tenant that was never written. */
const UNWRITTEN = 0;

/**
 * The tenant of an account. One that was never written is the account's own and has no other member: everybody else comes by an
 * invitation, and making one writes the tenant.
 */
export async function readTenant(store: RecordStore, account: Account): Promise<Found<Tenant>> {
  const found = await store.get({ kind: tenantRecord, at: tenantAt(account.tenant) });
  return found ?? { value: { id: account.tenant, owners: account.roles.includes('OWNER') ? [account.id] : [] }, version: UNWRITTEN };
}

/**
 * Writes a tenant, changed or not: of two changes in one tenant at the same time, the second reads anew what the first left.
 * @param member somebody in it, who for a tenant that was never written is the only one
 */
export function rewriteTenant({ version }: Found<Tenant>, value: Tenant, member: Pick<Account, 'id'>): readonly Change[] {
  const place = { kind: tenantRecord, at: tenantAt(value.id), value };
  if (version !== UNWRITTEN) return [{ action: 'replace', ...place, version }];
  return [
    { action: 'create', ...place },
    { action: 'create', kind: memberRecord, at: memberAt(value.id, member.id), value: { account: member.id } },
  ];
}
