import { mask, maskForRole, type VisibleClasses } from '../../shared/fields/mask';
import { isoTime } from '../../shared/iso-time';
import type { Account } from '../domain/account';
import { findCustomRoles } from '../domain/tenants/custom-roles';
import { tagOf } from './if-match';
import type { TenantParts } from './parts';
import type { Administrator } from './require-administrator';

/** Addresses are personal: who sees members by a custom role alone sees them masked (KEY-5). */
const VISIBLE: VisibleClasses = { ADMIN: ['pii'], OWNER: ['pii'], SUPER_ADMIN: ['pii'] };
const CLASSES = { email: 'pii' };

/** A member as an administrator may see them. Custom roles that were deleted aren't theirs any more. */
export async function describeMember({ store, pool }: TenantParts, viewer: Administrator, account: Account): Promise<Readonly<Record<string, unknown>>> {
  const { id, tenant, roles, customRoles = [], status, memberSince, createdAt, lastLoginAt } = account;
  const held = await findCustomRoles(store, tenant, customRoles);
  const rights = { account: id, role: roles[0] ?? null, custom_roles: held.map((role) => role.id), status };
  if (isRestrictedFor(viewer, account)) return { ...rights, email: null, member_since: null, last_sign_in_at: null, restricted: true };
  return {
    ...rights,
    ...emailFor(viewer, await pool.emailOf(id)),
    member_since: isoTime(memberSince ?? createdAt),
    last_sign_in_at: lastLoginAt === undefined ? null : isoTime(lastLoginAt),
    restricted: account.restriction !== undefined,
  };
}

/** Of what a change of a member sets: who signs in meanwhile stays as they were read. */
export function tagOfMember({ id, roles, customRoles = [] }: Account): string {
  return tagOf([id, roles, customRoles]);
}

/** Who had the processing of their data restricted is shown with what they may do alone: that is needed to keep the tenant (GDPR art. 18(2)). */
function isRestrictedFor(viewer: Administrator, { id, restriction }: Account): boolean {
  return restriction !== undefined && viewer.account.value.id !== id;
}

/** An address, in full for who may see it. */
export function emailFor({ account: { value } }: Pick<Administrator, 'account'>, email: string): Readonly<Record<string, unknown>> {
  const [role] = value.roles;
  return role === undefined ? { email: mask('email', email) } : maskForRole({ email }, { role, classes: CLASSES, visible: VISIBLE });
}
