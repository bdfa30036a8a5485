import { randomBytes, randomUUID } from 'node:crypto';
import type { KeyRing } from '../../../shared/rings/key-ring';
import type { Change, Found, RecordStore } from '../../../shared/store/record-store';
import { EMAIL_USE } from '../find-account-by-email';
import { readAccount } from '../read-account';
import { invitationAt, invitationRecord, memberAt, memberRecord, tenantAt, tenantRecord } from '../records/tenant-records';
import { InvitationRefusedError, TooManyOwnersError } from './errors';
import { rankOf } from './ranks';
import { MOST_OWNERS, type Invitation, type Tenant } from './tenant';

/** Seven days. */
export const INVITATION_SECONDS = 604_800;

const SECRET_BYTES = 16;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** The tenant, the invitation and its secret. */
export const INVITATION_CODE = new RegExp(`^(${UUID})\\.(${UUID})\\.([A-Za-z0-9_-]{22})$`);
export const INVITED_EMAIL_USE = 'invited address';

/** What invitations work with. */
export interface InvitationParts {
  readonly store: RecordStore;
  readonly rings: { readonly sessionKeys: KeyRing; readonly peppers: KeyRing; readonly hashKeys: KeyRing };
}

/** What somebody becomes by an invitation. */
export interface Joining {
  readonly tenant: Tenant;
  readonly role: Invitation['role'];
  /** What makes an account a member, beside its own record. The invitation holds once. */
  readonly changesFor: (account: string) => readonly Change[];
}

/** A new invitation, and the only copy of its code. */
export async function drawInvitation(
  { rings }: InvitationParts,
  tenant: string,
  about: Pick<Invitation, 'invitedBy' | 'role'> & { readonly email: string },
  now: number,
): Promise<{ readonly invitation: Invitation; readonly code: string }> {
  const { email, ...rest } = about;
  const [id, secret] = [randomUUID(), randomBytes(SECRET_BYTES).toString('base64url')];
  const invitation: Invitation = {
    ...rest,
    id,
    emailHash: await rings.hashKeys.hash(EMAIL_USE, email),
    sealedEmail: await rings.sessionKeys.seal(INVITED_EMAIL_USE, email),
    secret: await rings.peppers.hash(useOf(tenant, id), secret),
    createdAt: now,
    expiresAt: now + INVITATION_SECONDS,
  };
  return { invitation, code: `${tenant}.${id}.${secret}` };
}

/**
 * What a code lets the person of an address become.
 * @param email the address that is shown to be theirs
 * @throws {InvitationRefusedError} when it isn't right, was made for another address, was used, or who made it couldn't now
 * @throws {TooManyOwnersError}
 */
export async function readInvitation({ store, rings }: InvitationParts, code: string, email: string): Promise<Joining> {
  const [, tenantId = '', id = '', secret = ''] = INVITATION_CODE.exec(code) ?? [];
  if (id === '') throw new InvitationRefusedError();
  const [found, tenant] = await store.getBoth({ kind: invitationRecord, at: invitationAt(tenantId, id) }, { kind: tenantRecord, at: tenantAt(tenantId) });
  if (found === undefined || tenant === undefined) throw new InvitationRefusedError();
  const { emailHash, role } = found.value;
  const isRight = await rings.peppers.matches(useOf(tenantId, id), secret, found.value.secret);
  const isTheirs = await rings.hashKeys.matches(EMAIL_USE, email, emailHash);
  if (!isRight || !isTheirs || !(await isBacked(store, tenantId, found.value))) throw new InvitationRefusedError();
  return { tenant: tenant.value, role, changesFor: (account) => joiningOf(account, tenant, found) };
}

/** An invitation doesn't outlive the rank that it came from. */
async function isBacked(store: RecordStore, tenant: string, { invitedBy, role, createdAt }: Invitation): Promise<boolean> {
  const inviter = (await readAccount(store, invitedBy))?.value;
  if (inviter?.tenant !== tenant || inviter.status !== 'active') return false;
  return createdAt >= (inviter.memberSince ?? 0) && rankOf(inviter.roles) >= rankOf([role]);
}

function joiningOf(account: string, tenant: Found<Tenant>, { value, version }: Found<Invitation>): readonly Change[] {
  const { id, owners } = tenant.value;
  const after = value.role === 'OWNER' ? [...owners, account] : owners;
  if (after.length > MOST_OWNERS) throw new TooManyOwnersError();
  return [
    { action: 'replace', kind: tenantRecord, at: tenantAt(id), value: { ...tenant.value, owners: after }, version: tenant.version },
    { action: 'create', kind: memberRecord, at: memberAt(id, account), value: { account } },
    { action: 'delete', kind: invitationRecord, at: invitationAt(id, value.id), version },
  ];
}

function useOf(tenant: string, id: string): string {
  return `invitation ${tenant} ${id}`;
}
