import type { RequestFacts } from '../../shared/http/request';
import type { Change, RecordStore } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
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
import type { Place } from '../domain/tenants/places-of';
import { deleteAll, deletionsOf, deletionsOfListed } from './delete-all';
import type { Parts } from './parts';

/**
 * Deletes what leads to an account and what it had: sessions, ways in, what was under way, and API keys and invitations in every tenant
 * that it was in. What else is under way expires within the hour. The account itself goes last, so that whoever repeats this knows what
 * belongs to it.
 * @param places those tenants; what is a tenant's own goes with one that ends
 */
export async function deleteRecords(parts: Parts, account: Account, places: readonly Place[], facts: RequestFacts): Promise<void> {
  const { store } = parts;
  await deleteAll(store, () => sessionsOf(store, account));
  await deleteAll(store, () => waysInOf(store, account));
  for (const place of places) {
    await deleteAll(store, () => apiKeysOf(store, account, place));
    await deleteAll(store, () => invitationsOf(store, account, place));
    if (place.ends) await endTenant(parts, account, place, facts);
  }
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

async function apiKeysOf(store: RecordStore, { id }: Account, { tenant, ends }: Place): Promise<readonly Change[]> {
  const entries = await store.list(tenantKeyRecord, tenantKeyAt(tenant, '').owner, TENANT_KEY_PREFIX);
  const deletions = await Promise.all(
    entries.map(async (entry) => {
      const place = { kind: apiKeyRecord, at: apiKeyAt(entry.value.id) };
      const key = await store.get(place);
      if (!ends && key?.value.creator !== id) return [];
      return [...(key === undefined ? [] : [{ action: 'delete', ...place, version: key.version } as const]), ...deletionsOfListed(tenantKeyRecord, [entry])];
    }),
  );
  return deletions.flat();
}

async function invitationsOf(store: RecordStore, { id }: Account, { tenant, ends }: Place): Promise<readonly Change[]> {
  const open = await store.list(invitationRecord, invitationAt(tenant, '').owner, INVITATION_PREFIX);
  return deletionsOfListed(
    invitationRecord,
    open.filter(({ value }) => ends || value.invitedBy === id),
  );
}

/** With its event, which names it for whoever deletes its documents. */
async function endTenant({ store, audit }: Parts, { id }: Account, { tenant }: Place, facts: RequestFacts): Promise<void> {
  await deleteAll(store, async () => deletionsOfListed(customRoleRecord, await store.list(customRoleRecord, customRoleAt(tenant, '').owner, ROLE_PREFIX)));
  await untilCommitted(async () => {
    const deletions = await deletionsOf(store, [{ kind: tenantRecord, at: tenantAt(tenant) }]);
    if (deletions.length === 0) return true;
    const event = await audit.event({ action: 'tenant.ended', result: 'success', resource: `tenant/${tenant}`, account: id, tenant }, facts);
    return (await store.commit(deletions, [event])) ? true : undefined;
  });
}
