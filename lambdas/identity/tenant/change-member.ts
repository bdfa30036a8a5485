import { COMPILED_POLICIES } from '../../shared/authorization/compiled-policies';
import { grantsOf, type CustomRole } from '../../shared/authorization/custom-role';
import type { Reply, Request } from '../../shared/http/request';
import type { Found } from '../../shared/store/record-store';
import type { Account } from '../domain/account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { findCustomRoles } from '../domain/tenants/custom-roles';
import { AboveOwnRoleError, NotInTenantError } from '../domain/tenants/errors';
import { exceeds } from '../domain/tenants/exceeds';
import { rankOf } from '../domain/tenants/ranks';
import { administrate, type Act } from './administrate';
import { tagOfMember } from './describe-member';
import { expectedTag } from './if-match';
import { subordinateOf } from './member-of';
import { ownersAfter } from './owners-after';
import type { TenantParts } from './parts';
import type { Administrator } from './require-administrator';
import type { Bodies } from './schemas';

type Wanted = Bodies['ChangeMember'];

interface Changed {
  readonly account: Account;
  /** As a person reads them. */
  readonly names: string;
}

/**
 * `PATCH /tenant/members/{account}`: the roles that they have from now on; who they are is told on every channel. An access token
 * that they hold says the ones before for at most five minutes, and to nothing that compares it with the tables.
 * @throws {AboveOwnRoleError} when a role is above the caller's, grants more than they have, or they stand above the caller
 * @throws {LastOwnerError} {NotInTenantError}; as {@link expectedTag} and {@link administrate}
 */
export async function changeMember(parts: TenantParts, request: Request<Wanted>): Promise<Reply> {
  const expect = expectedTag(request);
  const { account, names } = await administrate(parts, request, 'users:write', async (administrator) => {
    const member = await subordinateOf(parts, administrator, request.params.account);
    expect(tagOfMember(member.value));
    return decide(parts, administrator, member, request.body);
  });
  await parts.notices.tell(account, { kind: 'member-roles-changed', values: { roles: names } }, request);
  return { status: 204, headers: { ETag: tagOfMember(account) } };
}

async function decide(
  parts: TenantParts,
  administrator: Administrator,
  { value, version }: Found<Account>,
  { role, custom_roles: ids }: Wanted,
): Promise<Act<Changed>> {
  const custom = await findCustomRoles(parts.store, value.tenant, ids);
  if (custom.length < ids.length) throw new NotInTenantError();
  const held = new Set(value.customRoles);
  requireWithin(
    parts,
    administrator,
    custom.filter((one) => !held.has(one.id)),
  );
  if (rankOf([role]) > rankOf(administrator.account.value.roles)) throw new AboveOwnRoleError('above-own-role');
  const account: Account = { ...value, roles: [role], customRoles: ids };
  const details = { role, before: value.roles.join(' '), custom: ids.length };
  return {
    tenant: ownersAfter(administrator.tenant.value, value.id, role === 'OWNER'),
    changes: [{ action: 'replace', kind: accountRecord, at: accountAt(value.id), value: account, version }],
    facts: { action: 'member.role.changed', resource: `account/${value.id}`, details },
    outcome: { account, names: [role, ...custom.map(({ name }) => name)].join(', ') },
  };
}

/** @throws {AboveOwnRoleError} when one of the roles grants what the administrator hasn't */
export function requireWithin({ policySet }: TenantParts, { subject }: Administrator, roles: readonly CustomRole[]): void {
  const grants = roles.flatMap((role) => grantsOf(role, subject.tenant, COMPILED_POLICIES.actions.keys()));
  if (grants.some((grant) => exceeds(policySet, subject, grant))) throw new AboveOwnRoleError('grants-more');
}
