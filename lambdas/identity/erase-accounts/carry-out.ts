import type { ErasureReceipt } from '../../shared/fields/erasure';
import type { RequestFacts } from '../../shared/http/request';
import type { Change, RecordStore } from '../../shared/store/record-store';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { endLegacyUser } from '../domain/migration/end-legacy-user';
import { isUserGone } from '../domain/pool/errors';
import { readAccount } from '../domain/read-account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { emailAt, emailRecord } from '../domain/records/email-record';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { placesOf, type Place } from '../domain/tenants/places-of';
import { deleteAll, deletionsOf } from './delete-all';
import { deleteRecords } from './delete-records';
import { AccountMissingError } from './errors';
import type { Parts } from './parts';

/**
 * Carries out an erasure that has begun. Each step may be repeated, and the request and the account go last, in one transaction with
 * the event: whatever stops it, the next run does the rest.
 * @throws {AccountMissingError}
 */
export async function carryOut(parts: Parts, id: string, facts: RequestFacts): Promise<void> {
  const request = await parts.store.get({ kind: ERASURE_REQUEST, at: erasureRequestAt(id) });
  if (request?.value.begun === undefined) return;
  const account = (await readAccount(parts.store, id))?.value;
  if (account === undefined) throw new AccountMissingError();
  const { endsTenant } = request.value.begun;
  const places = placesOf(account, endsTenant);
  const email = await addressOf(parts, id);
  await deleteRecords(parts, account, places, facts);
  if (email !== undefined) await deleteAll(parts.store, () => endLegacyUser(parts.store, parts.rings.hashKeys, email));
  const receipt = await destroyKeys(parts, account, places);
  await parts.pool.delete(id);
  if (email !== undefined) await tellErased(parts, { id, email }, receipt, facts);
  await finish(parts, account, { receipt, endsTenant }, facts);
}

/** The pool alone has it, so it is read before the user is deleted; `undefined` when a run before came so far. */
async function addressOf({ pool }: Parts, id: string): Promise<string | undefined> {
  return pool.emailOf(id).catch((error: unknown) => {
    if (isUserGone(error)) return undefined;
    throw error;
  });
}

/** What was sealed before a move lies under the keys of the tenant that was left, in backups at least. The receipt is the last one's. */
async function destroyKeys({ dataKeys }: Parts, { id, tenant }: Account, places: readonly Place[]): Promise<ErasureReceipt> {
  for (const place of places) {
    if (place.ends) await dataKeys.erase({ kind: 'tenant', tenant: place.tenant });
    if (place.tenant !== tenant) await dataKeys.erase({ kind: 'person', tenant: place.tenant, person: id });
  }
  return dataKeys.erase({ kind: 'person', tenant, person: id });
}

interface Addressee {
  readonly id: string;
  readonly email: string;
}

/** Their phone can't be read any more. A mail that fails keeps nothing from being finished, and is sent by no later run, which has no address. */
async function tellErased({ mail, log }: Parts, { id, email }: Addressee, receipt: ErasureReceipt, { correlationId }: RequestFacts): Promise<void> {
  try {
    await mail.send(email, { kind: 'account-erased', values: { until: new Date(receipt.lastBackupExpiresAt).toUTCString() } });
  } catch (error) {
    log({ level: 'error', message: "Who was erased couldn't be told.", account: id, error: error instanceof Error ? error.name : 'unknown', correlationId });
  }
}

interface Done {
  readonly receipt: ErasureReceipt;
  readonly endsTenant: boolean;
}

/**
 * The event names pseudonyms alone, and stays. Which address is the account's is read anew: a change of it that began before, and was
 * taken back since, moved it.
 */
async function finish({ store, audit }: Parts, { id, tenant }: Account, { receipt, endsTenant }: Done, facts: RequestFacts): Promise<void> {
  const details = { endsTenant, keysInBackupsUntil: Math.floor(Date.parse(receipt.lastBackupExpiresAt) / 1000) };
  const erased = { action: 'account.erased', result: 'success', ...aboutAccount({ id, tenant }), details } as const;
  await untilCommitted(async () => {
    const changes = [...(await accountOf(store, id)), ...(await deletionsOf(store, [{ kind: ERASURE_REQUEST, at: erasureRequestAt(id) }]))];
    if (changes.length === 0) return true;
    return (await store.commit(changes, [await audit.event(erased, facts)])) ? true : undefined;
  });
}

/** The deletions of an account, and of the address that leads to it and to nobody else. */
async function accountOf(store: RecordStore, id: string): Promise<readonly Change[]> {
  const account = await readAccount(store, id);
  if (account === undefined) return [];
  const at = emailAt(account.value.emailHash);
  const entry = await store.get({ kind: emailRecord, at });
  return [
    { action: 'delete', kind: accountRecord, at: accountAt(id), version: account.version },
    ...(entry?.value.account === id ? [{ action: 'delete', kind: emailRecord, at, version: entry.version } as const] : []),
  ];
}
