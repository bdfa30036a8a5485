import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { isoTime } from '../../shared/iso-time';
import { secondsOf } from '../../shared/seconds-of';
import { normaliseEmail } from '../domain/normalise-email';
import { INVITATION_PREFIX, invitationAt, invitationRecord } from '../domain/records/tenant-records';
import { AboveOwnRoleError, TooManyInvitationsError } from '../domain/tenants/errors';
import { drawInvitation } from '../domain/tenants/invitations';
import { rankOf } from '../domain/tenants/ranks';
import { MOST_INVITATIONS } from '../domain/tenants/tenant';
import { administrate } from './administrate';
import { takeInvitationBudget } from './limits';
import type { TenantParts } from './parts';
import { requireAdministrator } from './require-administrator';
import type { Bodies } from './schemas';

/**
 * `POST /tenant/invitations`: mails an invitation that holds for seven days. Whether the address has an account isn't looked up, so
 * neither answer nor mail can tell.
 * @throws {AboveOwnRoleError} {TooManyInvitationsError} {TooManyRequestsError}; as {@link administrate}
 */
export async function invite(parts: TenantParts, request: Request<Bodies['Invite']>): Promise<Reply> {
  const email = normaliseEmail(request.body.email);
  const { account } = await requireAdministrator(parts, personOf(request), 'users:write', { stepUp: true });
  await takeInvitationBudget(parts, account.value.tenant, email);
  const { invitation, code, tenant } = await make(parts, request, email);
  await parts.mail.send(email, { kind: 'invitation', values: { tenant, code } });
  return { status: 201, body: { invitation: invitation.id, expires_at: isoTime(invitation.expiresAt) } };
}

function make(parts: TenantParts, request: Request<Bodies['Invite']>, email: string) {
  const { role } = request.body;
  return administrate(parts, request, 'users:write', async ({ account, tenant: { value: tenant } }) => {
    if (rankOf([role]) > rankOf(account.value.roles)) throw new AboveOwnRoleError('above-own-role');
    const open = await parts.store.list(invitationRecord, invitationAt(tenant.id, '').owner, INVITATION_PREFIX);
    if (open.length >= MOST_INVITATIONS) throw new TooManyInvitationsError();
    const { invitation, code } = await drawInvitation(parts, tenant.id, { invitedBy: account.value.id, role, email }, secondsOf(parts.clock));
    const { id, expiresAt } = invitation;
    return {
      changes: [{ action: 'create', kind: invitationRecord, at: invitationAt(tenant.id, id), value: invitation, expiresAt }],
      facts: { action: 'member.invited', resource: `invitation/${id}`, details: { role, expiresAt }, personal: { email } },
      outcome: { invitation, code, tenant: tenant.name ?? tenant.id },
    };
  });
}
