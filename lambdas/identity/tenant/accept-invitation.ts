import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Change, Found, RecordStore } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import type { Account } from '../domain/account';
import { normaliseEmail } from '../domain/normalise-email';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { MEMBER_PREFIX, memberAt, memberRecord, tenantAt, tenantRecord } from '../domain/records/tenant-records';
import { requireFreshSession, unlessRevoked } from '../domain/sensitive';
import { InvitationRefusedError, TenantNotEmptyError } from '../domain/tenants/errors';
import { readInvitation } from '../domain/tenants/invitations';
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
  const left = await leaving(parts.store, account.value);
  const moved = await moveAccount(parts.fields, account.value, { tenant: tenant.id, role }, secondsOf(parts.clock));
  const changes: readonly Change[] = [
    { action: 'replace', kind: accountRecord, at: accountAt(id), value: moved, version: account.version },
    unlessRevoked(session),
    ...changesFor(id),
    ...left,
  ];
  const facts = { action: 'member.joined', result: 'success', resource: `account/${id}`, account: id, tenant: tenant.id, details: { role, before } } as const;
  return (await parts.store.commit(changes, [await parts.audit.event(facts, request)])) ? { account: moved, name: tenant.name ?? tenant.id } : undefined;
}

/** What ends the membership in the tenant that they leave. @throws {TenantNotEmptyError} when somebody would stay behind */
async function leaving(store: RecordStore, { id, tenant }: Account): Promise<readonly Change[]> {
  const found = await store.get({ kind: tenantRecord, at: tenantAt(tenant) });
  if (found === undefined) return [];
  const entries = await store.list(memberRecord, memberAt(tenant, '').owner, MEMBER_PREFIX, { limit: 2 });
  if (entries.some(({ value }) => value.account !== id)) throw new TenantNotEmptyError();
  return [emptied(found), ...entries.map(({ owner, key, version }) => ({ action: 'delete', kind: memberRecord, at: { owner, key }, version }) as const)];
}

function emptied({ value, version }: Found<{ readonly id: string }>): Change {
  return { action: 'replace', kind: tenantRecord, at: tenantAt(value.id), value: { ...value, owners: [] }, version };
}
