import type { CustomRole } from '../../shared/authorization/custom-role';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { customRoleAt, customRoleRecord, ROLE_PREFIX } from '../domain/records/tenant-records';
import type { TenantParts } from './parts';
import { requireAdministrator } from './require-administrator';

/** `GET /tenant/roles`: the tenant's custom roles. */
export async function listRoles(parts: TenantParts, request: Request): Promise<Reply> {
  const { tenant } = await requireAdministrator(parts, personOf(request), 'users:read');
  const found = await parts.store.list(customRoleRecord, customRoleAt(tenant.value.id, '').owner, ROLE_PREFIX);
  return { status: 200, body: { roles: found.map(({ value }) => describeRole(value)) } };
}

/** A role without its tenant, which is the caller's. */
export function describeRole({ id, name, scope, permissions }: CustomRole): Omit<CustomRole, 'tenant'> {
  return { id, name, scope, permissions };
}
