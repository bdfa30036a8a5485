import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import type { Account } from '../domain/account';
import { normaliseEmail } from '../domain/normalise-email';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { requireFreshSession, unlessRevoked } from '../domain/sensitive';
import { InvitationRefusedError, TenantNotEmptyError } from '../domain/tenants/errors';
import { readInvitation } from '../domain/tenants/invitations';
import { leaveTenant } from '../domain/tenants/leave-tenant';
import { moveAccount } from '../domain/tenants/move-account';
import type { TenantParts } from './parts';
import type { Bodies } from './schemas';

/**
 * `POST /auth/invitations/accept`: who has an account already, and nobody else in their own tenant, moves to the inviting one
 * (decision 0121). All their sessions end, since what they may changes.
 * @throws {InvitationRefusedError} {TenantNotEmptyError} {TooManyOwnersError}; as {@link requireFreshSession}
 */
export async function acceptInvitation(parts: TenantParts, request: Request<Bodies['AcceptInvitation']>): Promise<Reply> {
  const { account, name } = await untilCommitted(() => attempt(parts, request));
  await parts.notices.tell(account, { kind: 'member-joined', values: { tenant: name } }, request);
  return { status: 204 };
}

async function attempt(
  parts: TenantParts,
  request: Request<Bodies['AcceptInvitation']>,
): Promise<{ readonly account: Account; readonly name: string } | undefined> {
  const { account, session } = await requireFreshSession(parts, personOf(request), { stepUp: true });
  const { id, tenant: before } = account.value;
  const { tenant, role, changesFor } = await readInvitation(parts, request.body.invitation, normaliseEmail(await parts.pool.emailOf(id)));
  if (tenant.id === before) throw new InvitationRefusedError();
  const left = await leaveTenant(parts.store, account.value);
  if (left?.endsTenant !== true) throw new TenantNotEmptyError();
  const moved = await moveAccount(parts.fields, account.value, { tenant: tenant.id, role, leavesEmpty: true }, secondsOf(parts.clock));
  const changes: readonly Change[] = [
    { action: 'replace', kind: accountRecord, at: accountAt(id), value: moved, version: account.version },
    unlessRevoked(session),
    ...changesFor(id),
    ...left.changes,
  ];
  const facts = { action: 'member.joined', result: 'success', resource: `account/${id}`, account: id, tenant: tenant.id, details: { role, before } } as const;
  return (await parts.store.commit(changes, [await parts.audit.event(facts, request)])) ? { account: moved, name: tenant.name ?? tenant.id } : undefined;
}
