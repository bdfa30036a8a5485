import type { KeyRing } from '../../shared/rings/key-ring';
import type { Change, RecordStore } from '../../shared/store/record-store';
import type { Account } from './account';
import { EMAIL_USE } from './find-account-by-email';
import { normaliseEmail } from './normalise-email';
import { emailAt, emailRecord } from './records/email-record';
import type { UserPool } from './user-pool';

/** What hashing anew asks. */
export interface RehashingParts {
  readonly store: RecordStore;
  readonly pool: Pick<UserPool, 'emailOf'>;
  readonly hashKeys: KeyRing;
}

/** An account whose address is hashed under the newest key, and the way to it, which goes into one transaction with it. */
export interface Rehashed {
  readonly account: Account;
  readonly changes: readonly Change[];
}

/**
 * Hashes the address of an account anew when a newer key came into the ring, so that the account is still found when the old key
 * leaves it (SEC-3). The address itself is in the pool alone; it is asked for once after each rotation.
 * @param newest the newest version of the hash keys
 * @throws {DependencyFailedError} when the pool or a table fails
 */
export async function rehashEmail({ store, pool, hashKeys }: RehashingParts, account: Account, newest: number): Promise<Rehashed> {
  const { id, emailHash: from } = account;
  const asItIs = { account, changes: [] };
  if (from.version >= newest) return asItIs;
  const hashes = await hashKeys.hashes(EMAIL_USE, normaliseEmail(await pool.emailOf(id)));
  const [to] = hashes;
  const under = hashes.find(({ version }) => version === from.version);
  // An address that is just being changed is another in the pool. A key that has left the ring can't tell, and its entry is found by nobody.
  if (to === undefined || (under !== undefined && under.hash !== from.hash)) return asItIs;
  const [old, present] = await store.getBoth({ kind: emailRecord, at: emailAt(from) }, { kind: emailRecord, at: emailAt(to) });
  if (present !== undefined) return asItIs;
  const created: Change = { action: 'create', kind: emailRecord, at: emailAt(to), value: { account: id } };
  const left: readonly Change[] = old?.value.account === id ? [{ action: 'delete', kind: emailRecord, at: emailAt(from), version: old.version }] : [];
  return { account: { ...account, emailHash: to }, changes: [created, ...left] };
}
