import { LastOwnerError, TooManyOwnersError } from '../domain/tenants/errors';
import { MOST_OWNERS, type Tenant } from '../domain/tenants/tenant';

/**
 * A tenant in which an account is an owner, or isn't one.
 * @throws {LastOwnerError} when nobody would be one
 * @throws {TooManyOwnersError}
 */
export function ownersAfter(tenant: Tenant, account: string, isOwner: boolean): Tenant {
  const others = tenant.owners.filter((owner) => owner !== account);
  const owners = isOwner ? [...others, account] : others;
  if (owners.length === 0 && tenant.owners.length > 0) throw new LastOwnerError();
  if (owners.length > MOST_OWNERS) throw new TooManyOwnersError();
  return { ...tenant, owners };
}
