import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { readOwner } from '../../shared/fields/key-owner';
import { itemKeys, type Scanned } from './item-keys';

/**
 * The tenants that hold documents, or held some: these are sealed under a data key of the tenant, so each has one. One that ended has
 * the mark of it in the keys' place, and may have events that wait.
 */
export async function* tenantsOfKeys(dynamo: Scanned['dynamo'], table: string): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const item of itemKeys({ dynamo, table })) {
    const owner = readOwner(item.owner?.S ?? '');
    if (owner === undefined) throw new DependencyFailedError('dynamodb:Scan', new Error("An item whose owner can't be read."));
    if (owner.kind !== 'tenant' || seen.has(owner.tenant)) continue;
    seen.add(owner.tenant);
    yield owner.tenant;
  }
}
