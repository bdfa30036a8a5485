import type { KeyRing } from '../../../shared/rings/key-ring';
import type { Change, RecordStore } from '../../../shared/store/record-store';
import { EMAIL_USE } from '../find-account-by-email';
import { normaliseEmail } from '../normalise-email';
import { LEGACY, legacyAt } from '../records/legacy-record';

/**
 * What ends the older system's hashes of an address, under whichever version of the hash keys they were imported: once an account has
 * had the address, the older password makes none anew (IDN-3, CMP-6).
 */
export async function endLegacyUser(store: RecordStore, hashKeys: KeyRing, email: string): Promise<readonly Change[]> {
  const places = (await hashKeys.hashes(EMAIL_USE, normaliseEmail(email))).map(legacyAt);
  const found = await Promise.all(places.map(async (at) => ({ at, user: await store.get({ kind: LEGACY, at }) })));
  return found.flatMap(({ at, user }) => (user === undefined ? [] : [{ action: 'delete', kind: LEGACY, at, version: user.version } as const]));
}
