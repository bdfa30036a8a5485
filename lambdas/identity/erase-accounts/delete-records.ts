import type { Change, RecordStore } from '../../shared/store/record-store';
import type { Account } from '../domain/account';
import { apiKeyAt, apiKeyRecord, TENANT_KEY_PREFIX, tenantKeyAt, tenantKeyRecord } from '../domain/records/api-key-record';
import { linkAt, linkRecord } from '../domain/records/link-record';
import { passkeyAt, passkeyRecord } from '../domain/records/passkey-record';
import { PENDING_PHONE, pendingPhoneAt } from '../domain/records/phone-record';
import { RECOVERY, recoveryAt } from '../domain/records/recovery-record';
import { SESSION_PREFIX, sessionAt, sessionRecord } from '../domain/records/session-record';
import {
  customRoleAt,
  customRoleRecord,
  INVITATION_PREFIX,
  invitationAt,
  invitationRecord,
  ROLE_PREFIX,
  tenantAt,
  tenantRecord,
} from '../domain/records/tenant-records';
import { deleteAll, deletionsOf, deletionsOfListed } from './delete-all';

/**
 * Deletes what leads to an account and what it had: sessions, ways in, what was under way, API keys and invitations. What else is under
 * way expires within the hour. The account itself goes last, so that whoever repeats this knows what belongs to it.
 * @param endsTenant whether what is the tenant's goes too
 */
export async function deleteRecords(store: RecordStore, account: Account, endsTenant: boolean): Promise<void> {
  await deleteAll(store, () => sessionsOf(store, account));
  await deleteAll(store, () => waysInOf(store, account));
  await deleteAll(store, () => apiKeysOf(store, account, endsTenant));
  await deleteAll(store, () => invitationsOf(store, account, endsTenant));
  if (endsTenant) await deleteAll(store, () => tenantOf(store, account));
}

async function sessionsOf(store: RecordStore, { id }: Account): Promise<readonly Change[]> {
  return deletionsOfListed(sessionRecord, await store.list(sessionRecord, sessionAt(id, '').owner, SESSION_PREFIX));
}

async function waysInOf(store: RecordStore, { id, passkeys, links }: Account): Promise<readonly Change[]> {
  return deletionsOf(store, [
    ...passkeys.map((passkey) => ({ kind: passkeyRecord, at: passkeyAt(passkey.id) })),
    ...links.map((link) => ({ kind: linkRecord, at: linkAt(link) })),
    { kind: RECOVERY, at: recoveryAt(id) },
    { kind: PENDING_PHONE, at: pendingPhoneAt(id) },
  ]);
}

async function apiKeysOf(store: RecordStore, { id, tenant }: Account, all: boolean): Promise<readonly Change[]> {
  const entries = await store.list(tenantKeyRecord, tenantKeyAt(tenant, '').owner, TENANT_KEY_PREFIX);
  const deletions = await Promise.all(
    entries.map(async (entry) => {
      const place = { kind: apiKeyRecord, at: apiKeyAt(entry.value.id) };
      const key = await store.get(place);
      if (!all && key?.value.creator !== id) return [];
      return [...(key === undefined ? [] : [{ action: 'delete', ...place, version: key.version } as const]), ...deletionsOfListed(tenantKeyRecord, [entry])];
    }),
  );
  return deletions.flat();
}

async function invitationsOf(store: RecordStore, { id, tenant }: Account, all: boolean): Promise<readonly Change[]> {
  const open = await store.list(invitationRecord, invitationAt(tenant, '').owner, INVITATION_PREFIX);
  return deletionsOfListed(
    invitationRecord,
    open.filter(({ value }) => all || value.invitedBy === id),
  );
}

async function tenantOf(store: RecordStore, { tenant }: Account): Promise<readonly Change[]> {
  const roles = await store.list(customRoleRecord, customRoleAt(tenant, '').owner, ROLE_PREFIX);
  return [...deletionsOfListed(customRoleRecord, roles), ...(await deletionsOf(store, [{ kind: tenantRecord, at: tenantAt(tenant) }]))];
}
