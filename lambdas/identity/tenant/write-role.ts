import { randomUUID } from 'node:crypto';
import { COMPILED_POLICIES } from '../../shared/authorization/compiled-policies';
import type { CustomRole } from '../../shared/authorization/custom-role';
import { MalformedRequestError } from '../../shared/http/errors';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import type { Found, RecordStore } from '../../shared/store/record-store';
import { keptReplyOf } from '../domain/kept-reply';
import { customRoleAt, customRoleRecord, ROLE_PREFIX } from '../domain/records/tenant-records';
import { NotInTenantError, TooManyRolesError } from '../domain/tenants/errors';
import { MOST_ROLES } from '../domain/tenants/tenant';
import { administrate, makeOnce } from './administrate';
import { requireWithin } from './change-member';
import { expectedTag } from './if-match';
import { describeRole, tagOfRole } from './list-roles';
import type { TenantParts } from './parts';
import type { Bodies } from './schemas';

type Wanted = Bodies['CustomRole'];

/**
 * `POST /tenant/roles` (AZN-2).
 * @throws {AboveOwnRoleError} when it grants what the caller hasn't; {TooManyRolesError}; as {@link makeOnce} and {@link keptReplyOf}
 */
export async function createRole(parts: TenantParts, request: Request<Wanted>): Promise<Reply> {
  const kept = keptReplyOf({ ...parts, ...parts.rings }, personOf(request), 'POST /tenant/roles', request);
  const { reply } = await makeOnce(parts, request, kept, async (administrator) => {
    const tenant = administrator.tenant.value.id;
    const role = roleOf(request.body, randomUUID(), tenant);
    requireWithin(parts, administrator, [role]);
    const others = await parts.store.list(customRoleRecord, customRoleAt(tenant, '').owner, ROLE_PREFIX);
    if (others.length >= MOST_ROLES) throw new TooManyRolesError();
    return {
      changes: [{ action: 'create', kind: customRoleRecord, at: customRoleAt(tenant, role.id), value: role }],
      facts: { action: 'custom-role.created', resource: `role/${role.id}`, details: { permissions: role.permissions.length } },
      reply: { status: 201, body: describeRole(role), headers: { ETag: tagOfRole(role) } },
      outcome: undefined,
    };
  });
  return reply;
}

/**
 * `PUT /tenant/roles/{role}`: holds for its holders from their next request on.
 * @throws {AboveOwnRoleError} {NotInTenantError}; as {@link expectedTag} and {@link administrate}
 */
export async function replaceRole(parts: TenantParts, request: Request<Wanted>): Promise<Reply> {
  const expect = expectedTag(request);
  return administrate(parts, request, 'users:write', async (administrator) => {
    const tenant = administrator.tenant.value.id;
    const { value, version } = await roleIn(parts.store, tenant, request.params.role);
    expect(tagOfRole(value));
    const role = roleOf(request.body, value.id, tenant);
    requireWithin(parts, administrator, [role]);
    return {
      changes: [{ action: 'replace', kind: customRoleRecord, at: customRoleAt(tenant, role.id), value: role, version }],
      facts: { action: 'custom-role.changed', resource: `role/${role.id}`, details: { permissions: role.permissions.length } },
      outcome: { status: 200, body: describeRole(role), headers: { ETag: tagOfRole(role) } },
    };
  });
}

/**
 * `DELETE /tenant/roles/{role}`: nobody holds it any more, from the next request on. Accounts may still name it; no other role will
 * ever have that name.
 * @throws {NotInTenantError}; as {@link administrate}
 */
export async function deleteRole(parts: TenantParts, request: Request): Promise<Reply> {
  return administrate(parts, request, 'users:write', async ({ tenant }) => {
    const { value, version } = await roleIn(parts.store, tenant.value.id, request.params.role);
    return {
      changes: [{ action: 'delete', kind: customRoleRecord, at: customRoleAt(tenant.value.id, value.id), version }],
      facts: { action: 'custom-role.deleted', resource: `role/${value.id}` },
      outcome: { status: 204 },
    };
  });
}

/** Without the asterisks of the product's roles: a role would grow with the policies, unseen. */
function roleOf({ name, scope, permissions }: Wanted, id: string, tenant: string): CustomRole {
  for (const { resource, actions } of permissions)
    if (!actions.every((action) => COMPILED_POLICIES.actions.has(`${resource}:${action}`)))
      throw new MalformedRequestError(`A permission names an action that there is not. Known: ${[...COMPILED_POLICIES.actions.keys()].join(', ')}.`);
  const plain = permissions.map(({ conditions, ...permission }) => ({ ...permission, ...(conditions === undefined ? {} : { conditions }) }));
  return { id, name, scope, permissions: plain, tenant };
}

async function roleIn(store: RecordStore, tenant: string, id = ''): Promise<Found<CustomRole>> {
  const found = await store.get({ kind: customRoleRecord, at: customRoleAt(tenant, id) });
  if (found === undefined) throw new NotInTenantError();
  return found;
}
