import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { describeMember, tagOfMember } from './describe-member';
import { memberOf } from './member-of';
import type { TenantParts } from './parts';
import { requireAdministrator } from './require-administrator';

/** `GET /tenant/members/{account}`, with the ETag that a change of them names. */
export async function readMember(parts: TenantParts, request: Request): Promise<Reply> {
  const administrator = await requireAdministrator(parts, personOf(request), 'users:read');
  const { value } = await memberOf(parts, administrator, request.params.account);
  return { status: 200, body: await describeMember(parts, administrator, value), headers: { ETag: tagOfMember(value) } };
}
