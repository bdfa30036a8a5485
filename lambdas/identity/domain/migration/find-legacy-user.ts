import type { KeyRing } from '../../../shared/rings/key-ring';
import type { Found, RecordKey, RecordStore } from '../../../shared/store/record-store';
import { EMAIL_USE } from '../find-account-by-email';
import { normaliseEmail } from '../normalise-email';
import { LEGACY, LEGACY_DUMMY_AT, legacyAt, type LegacyUser } from '../records/legacy-record';

/** What is known of an address of the older system. */
export interface LegacyFinding {
  readonly user: (Found<LegacyUser> & { readonly at: RecordKey }) | undefined;
  /** What is compared where there is no user. */
  readonly dummy: string | undefined;
}

/** The user of an address; the same calls whether there is one or not: one for each version of the hash keys. */
export async function findLegacyUser(store: RecordStore, hashKeys: KeyRing, email: string): Promise<LegacyFinding> {
  const places = (await hashKeys.hashes(EMAIL_USE, normaliseEmail(email))).map(legacyAt);
  const dummyQuery = { kind: LEGACY, at: LEGACY_DUMMY_AT };
  const pairs = await Promise.all(places.map(async (at) => ({ at, both: await store.getBoth({ kind: LEGACY, at }, dummyQuery) })));
  const users = pairs.flatMap(({ at, both: [found] }) => (found === undefined ? [] : [{ ...found, at }]));
  return { user: users[0], dummy: pairs[0]?.both[1]?.value.hash };
}
