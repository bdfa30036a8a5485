import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { isoTime } from '../../shared/iso-time';
import { INVITATION_PREFIX, invitationAt, invitationRecord } from '../domain/records/tenant-records';
import { INVITED_EMAIL_USE } from '../domain/tenants/invitations';
import type { Invitation } from '../domain/tenants/tenant';
import { emailFor } from './describe-member';
import type { TenantParts } from './parts';
import { recordReading } from './record-reading';
import { requireAdministrator, type Administrator } from './require-administrator';

/** `GET /tenant/invitations`: the open ones. Their codes can't be seen again. That their addresses were read is an event. */
export async function listInvitations(parts: TenantParts, request: Request): Promise<Reply> {
  const administrator = await requireAdministrator(parts, personOf(request), 'users:read');
  const { id } = administrator.tenant.value;
  const open = await parts.store.list(invitationRecord, invitationAt(id, '').owner, INVITATION_PREFIX);
  const invitations = await Promise.all(open.map(({ value }) => describe(parts, administrator, value)));
  const addressesOf = invitations.map(({ invitation }) => invitation);
  await recordReading(parts, request, administrator, { action: 'invitations.listed', resource: `tenant/${id}`, addressesOf });
  return { status: 200, body: { invitations } };
}

async function describe({ rings }: TenantParts, administrator: Administrator, { id, role, invitedBy, sealedEmail, createdAt, expiresAt }: Invitation) {
  const email = await rings.sessionKeys.open(INVITED_EMAIL_USE, sealedEmail);
  return {
    invitation: id,
    ...emailFor(administrator, email),
    role,
    invited_by: invitedBy,
    created_at: isoTime(createdAt),
    expires_at: isoTime(expiresAt),
  };
}
