import { randomUUID } from 'node:crypto';
import type { Reply, Request } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { Account } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { memberAt, memberRecord } from '../domain/records/tenant-records';
import { LastOwnerError } from '../domain/tenants/errors';
import { moveAccount } from '../domain/tenants/move-account';
import { administrate, type Act } from './administrate';
import { subordinateOf } from './member-of';
import { ownersAfter } from './owners-after';
import type { TenantParts } from './parts';
import type { Administrator } from './require-administrator';

/**
 * `DELETE /tenant/members/{account}`: the account goes on in an empty tenant of its own, as one that registers (decision 0121). Its
 * sessions end, the keys that it made have nobody behind them any more, and its person is told.
 * @throws {AboveOwnRoleError} {LastOwnerError} {NotInTenantError}; as {@link administrate}
 */
export async function removeMember(parts: TenantParts, request: Request): Promise<Reply> {
  const { account, tenant } = await administrate(parts, request, 'users:delete', (administrator) => decide(parts, administrator, request.params.account));
  await parts.notices.tell(account, { kind: 'member-removed', values: { tenant } }, request);
  return { status: 204 };
}

async function decide(
  parts: TenantParts,
  administrator: Administrator,
  id: string | undefined,
): Promise<Act<{ readonly account: Account; readonly tenant: string }>> {
  const { value, version } = await subordinateOf(parts, administrator, id);
  const tenant = administrator.tenant.value;
  const entry = await parts.store.get({ kind: memberRecord, at: memberAt(tenant.id, value.id) });
  // A tenant without entries has one member.
  if (entry === undefined) throw new LastOwnerError();
  const account = await moveAccount(parts.fields, value, { tenant: randomUUID(), role: 'OWNER', leavesEmpty: false }, secondsOf(parts.clock));
  return {
    tenant: ownersAfter(tenant, value.id, false),
    changes: [
      { action: 'replace', kind: accountRecord, at: accountAt(value.id), value: account, version },
      { action: 'delete', kind: memberRecord, at: memberAt(tenant.id, value.id), version: entry.version },
    ],
    facts: { action: 'member.removed', resource: `account/${value.id}`, details: { role: value.roles.join(' ') } },
    outcome: { account, tenant: tenant.name ?? tenant.id },
  };
}
