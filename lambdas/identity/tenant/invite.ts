import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import type { KeptAnswer } from '../../shared/idempotency/kept-answer';
import { replayOf, type KeptReply } from '../../shared/idempotency/write';
import { isoTime } from '../../shared/iso-time';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { keptReplyOf } from '../domain/kept-reply';
import { normaliseEmail } from '../domain/normalise-email';
import { INVITATION_PREFIX, invitationAt, invitationRecord } from '../domain/records/tenant-records';
import { AboveOwnRoleError, TooManyInvitationsError } from '../domain/tenants/errors';
import { drawInvitation } from '../domain/tenants/invitations';
import { rankOf } from '../domain/tenants/ranks';
import { MOST_INVITATIONS, type Invitation } from '../domain/tenants/tenant';
import { makeOnce } from './administrate';
import { takeInvitationBudget } from './limits';
import type { TenantParts } from './parts';
import { requireAdministrator } from './require-administrator';
import type { Bodies } from './schemas';

/** What is mailed. */
interface Made {
  readonly invitation: Invitation;
  readonly code: string;
  /** Its name, where it has one. */
  readonly tenant: string;
}

/**
 * `POST /tenant/invitations`: mails an invitation that holds for seven days. Whether the address has an account isn't looked up, so
 * neither answer nor mail can tell. Under an `Idempotency-Key` it is made and mailed once.
 * @throws {AboveOwnRoleError} {TooManyInvitationsError} {TooManyRequestsError}; as {@link makeOnce} and {@link keptReplyOf}
 */
export async function invite(parts: TenantParts, request: Request<Bodies['Invite']>): Promise<Reply> {
  const person = personOf(request);
  const email = normaliseEmail(request.body.email);
  const kept = keptReplyOf({ ...parts, ...parts.rings }, person, 'POST /tenant/invitations', request);
  const { account } = await requireAdministrator(parts, person, 'users:write', { stepUp: true });
  // Before the budget: an answer that is given again costs none.
  const before = await kept.before();
  if (before !== undefined) return replayOf(before);
  await takeInvitationBudget(parts, account.value.tenant, email);
  const { reply, made } = await make(parts, request, kept, email);
  if (made !== undefined) await send(parts, request, kept, email, made);
  return reply;
}

function make(parts: TenantParts, request: Request<Bodies['Invite']>, kept: KeptAnswer<KeptReply>, email: string) {
  const { role } = request.body;
  return makeOnce<Made>(parts, request, kept, async ({ account, tenant: { value: tenant } }) => {
    if (rankOf([role]) > rankOf(account.value.roles)) throw new AboveOwnRoleError('above-own-role');
    const open = await parts.store.list(invitationRecord, invitationAt(tenant.id, '').owner, INVITATION_PREFIX);
    if (open.length >= MOST_INVITATIONS) throw new TooManyInvitationsError();
    const { invitation, code } = await drawInvitation(parts, tenant.id, { invitedBy: account.value.id, role, email }, secondsOf(parts.clock));
    const { id, expiresAt } = invitation;
    return {
      changes: [{ action: 'create', kind: invitationRecord, at: invitationAt(tenant.id, id), value: invitation, expiresAt }],
      facts: { action: 'member.invited', resource: `invitation/${id}`, details: { role, expiresAt }, personal: { email } },
      reply: { status: 201, body: { invitation: id, expires_at: isoTime(expiresAt) }, headers: {} },
      outcome: { invitation, code, tenant: tenant.name ?? tenant.id },
    };
  });
}

/** What can't be mailed is taken back with its kept answer, so that the request that is sent again makes another and mails that. */
async function send(parts: TenantParts, request: Request<unknown>, kept: KeptAnswer<KeptReply>, email: string, made: Made): Promise<void> {
  const { invitation, code, tenant } = made;
  try {
    await parts.mail.send(email, { kind: 'invitation', values: { tenant, code } });
  } catch (error) {
    const { account, tenant: of } = personOf(request);
    const facts = { action: 'invitation.revoked', result: 'success', resource: `invitation/${invitation.id}`, account, tenant: of } as const;
    const withdrawn: Change = { action: 'delete', kind: invitationRecord, at: invitationAt(of, invitation.id), version: 1 };
    await parts.store.commit([withdrawn, ...kept.forget()], [await parts.audit.event(facts, request)]);
    throw error;
  }
}
