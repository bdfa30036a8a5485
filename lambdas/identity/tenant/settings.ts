import { unchanged } from '../../shared/http/entity-tags';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import type { Tenant } from '../domain/tenants/tenant';
import { administrate } from './administrate';
import { expectedTag, tagOf } from './if-match';
import type { TenantParts } from './parts';
import { requireAdministrator } from './require-administrator';
import type { Bodies } from './schemas';

/** `GET /tenant`: the tenant's settings, with the ETag that a change of them names. */
export async function readSettings(parts: TenantParts, request: Request): Promise<Reply> {
  const { tenant } = await requireAdministrator(parts, personOf(request), 'settings:read');
  return unchanged(request, tagOf(bodyOf(tenant.value))) ?? replyWith(tenant.value);
}

/**
 * `PATCH /tenant`: what is left out stays as it is.
 * @throws as {@link expectedTag} and {@link administrate}
 */
export async function changeSettings(parts: TenantParts, request: Request<Bodies['ChangeTenant']>): Promise<Reply> {
  const expect = expectedTag(request);
  const changed = await administrate(parts, request, 'settings:write', ({ tenant: { value } }) => {
    expect(tagOf(bodyOf(value)));
    const tenant = merged(value, request.body);
    const details = { named: tenant.name !== undefined, from: tenant.hours?.from ?? 'none', until: tenant.hours?.until ?? 'none' };
    return { tenant, changes: [], facts: { action: 'tenant.changed', resource: `tenant/${tenant.id}`, details }, outcome: tenant };
  });
  return replyWith(changed);
}

function merged({ hours: before, ...tenant }: Tenant, { name, hours = before }: Bodies['ChangeTenant']): Tenant {
  return { ...tenant, ...(name === undefined ? {} : { name }), ...(hours === null || hours === undefined ? {} : { hours }) };
}

function replyWith(tenant: Tenant): Reply {
  const body = bodyOf(tenant);
  return { status: 200, body, headers: { ETag: tagOf(body) } };
}

function bodyOf({ id, name, hours }: Tenant) {
  return { id, name: name ?? null, hours: hours ?? null };
}
