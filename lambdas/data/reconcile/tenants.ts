import type { DataKeyStore } from '../../shared/fields/data-key-store';

/** The tenants that hold documents: these are sealed under a data key of the tenant, so each has one. */
export async function* tenantsWithKeys(store: Pick<DataKeyStore, 'list'>): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const { owner } of store.list()) {
    if (owner.kind !== 'tenant' || seen.has(owner.tenant)) continue;
    seen.add(owner.tenant);
    yield owner.tenant;
  }
}
