import type { Clock } from '../clock';
import { DAY_MILLISECONDS } from '../durations';
import type { DataKeyStore } from './data-key-store';
import type { Erasure, ErasureLedger } from './erasure-ledger';
import { ownerText, type KeyOwner } from './key-owner';

/** What an erasure touches. */
export interface ErasureSurroundings {
  readonly ledger: ErasureLedger;
  readonly store: DataKeyStore;
  /** This process's data keys, which forget the owner at once. Others do within the age limit of their caches. */
  readonly keys: { forget(owner: KeyOwner): void };
  readonly clock: Clock;
}

/** What the person is told. */
export interface ErasureReceipt extends Erasure {
  /** ISO 8601, UTC: from then on no backup holds the data key (KEY-8). */
  readonly lastBackupExpiresAt: string;
}

/** How long backups of the table of data keys live (KEY-8). */
const BACKUP_DAYS = 7;

/**
 * Erases a person, or a tenant that has nobody any more, by destroying their data keys: what is sealed under them can't be opened any
 * more, wherever copies of it lie (NIST SP 800-88r1, 2.5: cryptographic erase). The ledger comes first, so that an erasure which was
 * begun is finished by whoever repeats or replays it. A person's owner of kind `audit` is another one and stays; events of the trail are
 * sealed under the ring of session keys so far, which nothing here touches (AUD-8).
 */
export async function erase(owner: KeyOwner, { ledger, store, keys, clock }: ErasureSurroundings): Promise<ErasureReceipt> {
  const erasure = await ledger.enter({ owner, erasedAt: new Date(clock()).toISOString() });
  await store.erase(owner);
  keys.forget(owner);
  return { ...erasure, lastBackupExpiresAt: lastBackupExpiry(clock()) };
}

/** Applies the ledger to a store that was restored, or is new, and notes it: from then on the guard lets the store serve. */
export async function replay({ ledger, store, clock }: Omit<ErasureSurroundings, 'keys'>): Promise<number> {
  const applied = new Set<string>();
  let fresh = await applyNew(ledger, store, applied);
  while (fresh > 0) fresh = await applyNew(ledger, store, applied);
  await ledger.noteReplay(await store.identity(), new Date(clock()).toISOString());
  return applied.size;
}

/** Erasures that are entered meanwhile are found by reading the ledger again, until it holds nothing new. */
async function applyNew(ledger: ErasureLedger, store: DataKeyStore, applied: Set<string>): Promise<number> {
  let count = 0;
  for await (const { owner } of ledger.entries()) {
    const text = ownerText(owner);
    if (applied.has(text)) continue;
    await store.erase(owner);
    applied.add(text);
    count += 1;
  }
  return count;
}

/** Counted from the destruction, which a repetition may have done later than the ledger's entry says. */
function lastBackupExpiry(destroyedAt: number): string {
  return new Date(destroyedAt + BACKUP_DAYS * DAY_MILLISECONDS).toISOString();
}
