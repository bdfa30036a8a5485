import type { CustomRole } from '../../shared/authorization/custom-role';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { customRoleAt, customRoleRecord, ROLE_PREFIX } from '../domain/records/tenant-records';
import { tagOf } from './if-match';
import type { TenantParts } from './parts';
import { requireAdministrator } from './require-administrator';

/** `GET /tenant/roles`: the tenant's custom roles, each with the ETag that a change of it names: no route reads a single one. */
export async function listRoles(parts: TenantParts, request: Request): Promise<Reply> {
  const { tenant } = await requireAdministrator(parts, personOf(request), 'users:read');
  const found = await parts.store.list(customRoleRecord, customRoleAt(tenant.value.id, '').owner, ROLE_PREFIX);
  return { status: 200, body: { roles: found.map(({ value }) => ({ ...describeRole(value), etag: tagOfRole(value) })) } };
}

/** A role without its tenant, which is the caller's. */
export function describeRole({ id, name, scope, permissions }: CustomRole): Omit<CustomRole, 'tenant'> {
  return { id, name, scope, permissions };
}

/** Of all that a change of a role sets. */
export function tagOfRole(role: CustomRole): string {
  return tagOf(describeRole(role));
}
