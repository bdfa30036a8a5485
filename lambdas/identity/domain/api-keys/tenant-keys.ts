import type { RecordStore } from '../../../shared/store/record-store';
import type { ApiKey } from './api-key';
import { apiKeyAt, apiKeyRecord, TENANT_KEY_PREFIX, tenantKeyAt, tenantKeyRecord } from '../records/api-key-record';

/** The keys of a tenant, the newest first. */
export async function tenantKeys(store: RecordStore, tenant: string): Promise<readonly ApiKey[]> {
  const entries = await store.list(tenantKeyRecord, tenantKeyAt(tenant, '').owner, TENANT_KEY_PREFIX);
  const found = await Promise.all(entries.map(({ value }) => store.get({ kind: apiKeyRecord, at: apiKeyAt(value.id) })));
  const keys = found.flatMap((key) => (key?.value.tenant === tenant ? [key.value] : []));
  return keys.sort((one, other) => other.createdAt - one.createdAt);
}
