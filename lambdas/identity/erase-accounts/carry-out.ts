import type { ErasureReceipt } from '../../shared/fields/erasure';
import type { RequestFacts } from '../../shared/http/request';
import { untilCommitted } from '../../shared/store/until-committed';
import { aboutAccount } from '../domain/about-account';
import type { Account } from '../domain/account';
import { readAccount } from '../domain/read-account';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { emailAt, emailRecord } from '../domain/records/email-record';
import { ERASURE_REQUEST, erasureRequestAt } from '../domain/records/erasure-request-record';
import { deletionsOf } from './delete-all';
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
  await parts.notices.tell(account, { kind: 'erasure-begun', values: {} }, facts);
  await deleteRecords(parts.store, account, endsTenant);
  const receipt = await destroyKeys(parts, account, endsTenant);
  await tellErased(parts, account, receipt, facts);
  await parts.pool.delete(id);
  await finish(parts, account, { receipt, endsTenant }, facts);
}

/** The keys of the person's events in the trail are an owner of their own and stay (AUD-8). */
async function destroyKeys({ dataKeys }: Parts, { id, tenant }: Account, endsTenant: boolean): Promise<ErasureReceipt> {
  if (endsTenant) await dataKeys.erase({ kind: 'tenant', tenant });
  return dataKeys.erase({ kind: 'person', tenant, person: id });
}

/** Their phone can't be read any more; their address is the pool's until the next step. A mail that fails doesn't keep what was asked for from being done. */
async function tellErased({ mail, pool, log }: Parts, { id }: Account, receipt: ErasureReceipt, { correlationId }: RequestFacts): Promise<void> {
  try {
    await mail.send(await pool.emailOf(id), { kind: 'account-erased', values: { until: new Date(receipt.lastBackupExpiresAt).toUTCString() } });
  } catch (error) {
    log({ level: 'error', message: "Who was erased couldn't be told.", account: id, error: error instanceof Error ? error.name : 'unknown', correlationId });
  }
}

interface Done {
  readonly receipt: ErasureReceipt;
  readonly endsTenant: boolean;
}

/** The event names pseudonyms alone, and stays. */
async function finish({ store, audit }: Parts, { id, tenant, emailHash }: Account, { receipt, endsTenant }: Done, facts: RequestFacts): Promise<void> {
  const details = { endsTenant, keysInBackupsUntil: Math.floor(Date.parse(receipt.lastBackupExpiresAt) / 1000) };
  const erased = { action: 'account.erased', result: 'success', ...aboutAccount({ id, tenant }), details } as const;
  await untilCommitted(async () => {
    const changes = await deletionsOf(store, [
      { kind: accountRecord, at: accountAt(id) },
      { kind: emailRecord, at: emailAt(emailHash) },
      { kind: ERASURE_REQUEST, at: erasureRequestAt(id) },
    ]);
    if (changes.length === 0) return true;
    return (await store.commit(changes, [await audit.event(erased, facts)])) ? true : undefined;
  });
}
