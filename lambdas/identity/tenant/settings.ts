import { createHash } from 'node:crypto';
import { isExpected, unchanged } from '../../shared/http/entity-tags';
import { PreconditionRequiredError } from '../../shared/http/errors';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { PreconditionFailedError } from '../domain/tenants/errors';
import type { Tenant } from '../domain/tenants/tenant';
import { administrate } from './administrate';
import type { TenantParts } from './parts';
import { requireAdministrator } from './require-administrator';
import type { Bodies } from './schemas';

/** `GET /tenant`: the tenant's settings, with the ETag that a change of them names. */
export async function readSettings(parts: TenantParts, request: Request): Promise<Reply> {
  const { tenant } = await requireAdministrator(parts, personOf(request), 'settings:read');
  return unchanged(request, etagOf(tenant.value)) ?? replyWith(tenant.value);
}

/**
 * `PATCH /tenant`: what is left out stays as it is.
 * @throws {PreconditionRequiredError} {PreconditionFailedError}; as {@link administrate}
 */
export async function changeSettings(parts: TenantParts, request: Request<Bodies['ChangeTenant']>): Promise<Reply> {
  const { 'if-match': expected } = request.headers;
  if (expected === undefined) throw new PreconditionRequiredError();
  const changed = await administrate(parts, request, 'settings:write', ({ tenant: { value } }) => {
    if (!isExpected(expected, etagOf(value))) throw new PreconditionFailedError();
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
  return { status: 200, body: bodyOf(tenant), headers: { ETag: etagOf(tenant) } };
}

function bodyOf({ id, name, hours }: Tenant) {
  return { id, name: name ?? null, hours: hours ?? null };
}

/** Of what is answered, so that other changes in the tenant don't count (RFC 9110 §8.8.3). */
function etagOf(tenant: Tenant): string {
  return `"${createHash('sha256')
    .update(JSON.stringify(bodyOf(tenant)))
    .digest('base64url')}"`;
}
