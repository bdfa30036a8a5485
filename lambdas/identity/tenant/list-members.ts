import { openCursor } from '../../shared/http/open-cursor';
import { personOf } from '../../shared/http/principal';
import type { Reply, Request } from '../../shared/http/request';
import type { Account } from '../domain/account';
import { readAccount } from '../domain/read-account';
import { MEMBER_PREFIX, memberAt, memberRecord } from '../domain/records/tenant-records';
import { describeMember } from './describe-member';
import type { TenantParts } from './parts';
import { recordReading } from './record-reading';
import { requireAdministrator, type Administrator } from './require-administrator';

/** Each is a record and an address: two calls to AWS. */
const PAGE = 20;

/** `GET /tenant/members?cursor=…`: the members, a page at a time, in the order of their IDs. Each page whose addresses were read is an event. */
export async function listMembers(parts: TenantParts, request: Request): Promise<Reply> {
  const administrator = await requireAdministrator(parts, personOf(request), 'users:read');
  const { id } = administrator.tenant.value;
  const after = request.query.cursor === undefined ? undefined : await openCursor(parts.rings.sessionKeys, useOf(id), request.query.cursor);
  const { accounts, last } = await pageOf(parts, administrator, after);
  const members = await Promise.all(accounts.map((account) => describeMember(parts, administrator, account)));
  const addressesOf = accounts.filter((_, index) => members[index]?.email !== null).map((account) => account.id);
  await recordReading(parts, request, administrator, { action: 'members.listed', resource: `tenant/${id}`, addressesOf });
  return { status: 200, body: { members, next_cursor: last === undefined ? null : await parts.rings.sessionKeys.seal(useOf(id), last) } };
}

/** A tenant that was never written has its administrator alone. */
async function pageOf(
  { store }: TenantParts,
  { tenant, account }: Administrator,
  after: string | undefined,
): Promise<{ readonly accounts: readonly Account[]; readonly last: string | undefined }> {
  const { id } = tenant.value;
  const entries = await store.list(memberRecord, memberAt(id, '').owner, MEMBER_PREFIX, { after, limit: PAGE });
  if (entries.length === 0 && after === undefined) return { accounts: [account.value], last: undefined };
  const found = await Promise.all(entries.map(({ value }) => readAccount(store, value.account)));
  const accounts = found.flatMap((one) => (one?.value.tenant === id ? [one.value] : []));
  return { accounts, last: entries.length === PAGE ? entries.at(-1)?.key : undefined };
}

function useOf(tenant: string): string {
  return `cursor of members ${tenant}`;
}
