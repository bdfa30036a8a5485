import type { Found } from '../../shared/store/record-store';
import type { Account } from '../domain/account';
import { readAccount } from '../domain/read-account';
import { AboveOwnRoleError, NotInTenantError } from '../domain/tenants/errors';
import { rankOf } from '../domain/tenants/ranks';
import type { TenantParts } from './parts';
import type { Administrator } from './require-administrator';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A member of the administrator's tenant.
 * @throws {NotInTenantError} when nobody there is called so
 */
export async function memberOf({ store }: TenantParts, { account }: Administrator, id: string | undefined): Promise<Found<Account>> {
  if (id === undefined || !ID.test(id)) throw new NotInTenantError();
  const found = await readAccount(store, id);
  if (found?.value.tenant !== account.value.tenant) throw new NotInTenantError();
  return found;
}

/**
 * One whom the administrator may change. A SUPER_ADMIN is nobody's to change here, not even their own: an operator's order makes and
 * dismisses them (AZN-5). An account whose erasure has begun has left the tenant and names it still, until it is gone: as an owner it
 * would stay one that nobody is.
 * @throws {AboveOwnRoleError} when they stand higher
 * @throws {NotInTenantError} when they are leaving; as {@link memberOf}
 */
export async function subordinateOf(parts: TenantParts, administrator: Administrator, id: string | undefined): Promise<Found<Account>> {
  const member = await memberOf(parts, administrator, id);
  const { roles, status } = member.value;
  if (status !== 'active') throw new NotInTenantError();
  if (roles.includes('SUPER_ADMIN') || rankOf(roles) > rankOf(administrator.account.value.roles)) throw new AboveOwnRoleError('stands-higher');
  return member;
}
