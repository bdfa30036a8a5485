import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { describeMember, tagOfMember } from './describe-member';
import { memberOf } from './member-of';
import type { TenantParts } from './parts';
import { recordReading } from './record-reading';
import { requireAdministrator } from './require-administrator';

/** `GET /tenant/members/{account}`, with the ETag that a change of them names. That their address was read is an event. */
export async function readMember(parts: TenantParts, request: Request): Promise<Reply> {
  const administrator = await requireAdministrator(parts, personOf(request), 'users:read');
  const { value } = await memberOf(parts, administrator, request.params.account);
  const body = await describeMember(parts, administrator, value);
  const addressesOf = body.email === null ? [] : [value.id];
  await recordReading(parts, request, administrator, { action: 'member.read', resource: `account/${value.id}`, addressesOf });
  return { status: 200, body, headers: { ETag: tagOfMember(value) } };
}
