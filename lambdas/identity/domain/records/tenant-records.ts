import * as z from 'zod/mini';
import type { CustomRole } from '../../../shared/authorization/custom-role';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { GRANTABLE_ROLES, type Invitation, type Member, type Tenant } from '../tenants/tenant';
import { keyedHash, uuid, whole } from './fields';
import { recordParser } from './record-parser';

const tenant: z.ZodMiniType<Tenant> = z.strictObject({
  id: uuid,
  name: z.optional(z.string()),
  hours: z.optional(z.strictObject({ from: whole, until: whole })),
  owners: z.array(uuid),
});

const invitation: z.ZodMiniType<Invitation> = z.strictObject({
  id: uuid,
  role: z.enum(GRANTABLE_ROLES),
  invitedBy: uuid,
  emailHash: keyedHash,
  sealedEmail: z.string(),
  secret: keyedHash,
  createdAt: whole,
  expiresAt: whole,
});

const role: z.ZodMiniType<CustomRole> = z.strictObject({
  id: uuid,
  name: z.string(),
  permissions: z.array(z.strictObject({ resource: z.string(), actions: z.array(z.string()), conditions: z.optional(z.array(z.enum(['own', 'trusted']))) })),
  scope: z.enum(['tenant', 'user']),
  tenant: uuid,
});

/** A tenant. One that was never changed has none: its sole member is the account that it was made with. */
export const tenantRecord: RecordKind<Tenant> = { name: 'tenant', table: 'accounts', parse: recordParser('tenant', tenant) };
/** That a tenant has a member. */
export const memberRecord: RecordKind<Member> = { name: 'member', table: 'accounts', parse: recordParser('member', z.strictObject({ account: uuid })) };
/** An invitation to a tenant. */
export const invitationRecord: RecordKind<Invitation> = { name: 'invitation', table: 'accounts', parse: recordParser('invitation', invitation) };
/** A custom role of a tenant (AZN-2). */
export const customRoleRecord: RecordKind<CustomRole> = { name: 'custom-role', table: 'accounts', parse: recordParser('custom-role', role) };

/** What the keys of a tenant's entries begin with. */
export const MEMBER_PREFIX = 'member/';
export const INVITATION_PREFIX = 'invitation/';
export const ROLE_PREFIX = 'role/';

/** Where a tenant lies. */
export function tenantAt(id: string): RecordKey {
  return { owner: `tenant/${id}`, key: 'tenant' };
}

/** Where a member's entry lies. */
export function memberAt(tenantId: string, account: string): RecordKey {
  return { owner: `tenant/${tenantId}`, key: `${MEMBER_PREFIX}${account}` };
}

/** Where an invitation lies. */
export function invitationAt(tenantId: string, id: string): RecordKey {
  return { owner: `tenant/${tenantId}`, key: `${INVITATION_PREFIX}${id}` };
}

/** Where a custom role lies. */
export function customRoleAt(tenantId: string, id: string): RecordKey {
  return { owner: `tenant/${tenantId}`, key: `${ROLE_PREFIX}${id}` };
}
