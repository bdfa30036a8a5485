import type { Reply, Request } from '../../shared/http/request';
import { invitationAt, invitationRecord } from '../domain/records/tenant-records';
import { NotInTenantError } from '../domain/tenants/errors';
import { administrate } from './administrate';
import type { TenantParts } from './parts';

/** `DELETE /tenant/invitations/{invitation}`. @throws {NotInTenantError} when there is none, or it was used; as {@link administrate} */
export async function revokeInvitation(parts: TenantParts, request: Request): Promise<Reply> {
  return administrate(parts, request, 'users:write', async ({ tenant }) => {
    const place = { kind: invitationRecord, at: invitationAt(tenant.value.id, request.params.invitation ?? '') };
    const found = await parts.store.get(place);
    if (found === undefined) throw new NotInTenantError();
    return {
      changes: [{ action: 'delete', ...place, version: found.version }],
      facts: { action: 'invitation.revoked', resource: `invitation/${found.value.id}` },
      outcome: { status: 204 },
    };
  });
}
