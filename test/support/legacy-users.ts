import { EMAIL_USE } from '../../lambdas/identity/domain/find-account-by-email';
import { LEGACY, legacyAt } from '../../lambdas/identity/domain/records/legacy-record';
import type { KeyRing } from '../../lambdas/shared/rings/key-ring';
import type { MemoryRecordStore } from './memory-record-store';

/** Puts a user of the older system there, as an import under each version of the hash keys left them. */
export async function putLegacyUser(store: MemoryRecordStore, hashKeys: KeyRing, email: string): Promise<void> {
  const places = (await hashKeys.hashes(EMAIL_USE, email)).map(legacyAt);
  await store.commit(
    places.map((at) => ({ action: 'create', kind: LEGACY, at, value: { hash: 'a hash' } })),
    [],
  );
}

/** How many hashes of the older system are there. */
export function legacyHashes(store: MemoryRecordStore): number {
  return store.stored.filter(({ owner }) => owner.startsWith('legacy/')).length;
}
