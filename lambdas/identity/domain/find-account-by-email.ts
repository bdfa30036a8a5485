import type { KeyRing } from '../../shared/rings/key-ring';
import type { Found, RecordStore } from '../../shared/store/record-store';
import type { Account } from './account';
import { normaliseEmail } from './normalise-email';
import { accountAt, accountRecord } from './records/account-record';
import { emailAt, emailRecord } from './records/email-record';

/** What the hash keys' ring is used for here. */
export const EMAIL_USE = 'email address';

/**
 * The account that has an email address. Whether there is one or not, the same calls are made: one for each version of
 * the hash keys, and one for an account, which for an unknown address lies where none can be (IDN-2).
 */
export async function findAccountByEmail(store: RecordStore, hashKeys: KeyRing, email: string): Promise<Found<Account> | undefined> {
  const hashes = await hashKeys.hashes(EMAIL_USE, normaliseEmail(email));
  const entries = await Promise.all(hashes.map((hash) => store.get({ kind: emailRecord, at: emailAt(hash) })));
  const entry = entries.find((found) => found !== undefined);
  return store.get({ kind: accountRecord, at: accountAt(entry?.value.account ?? `none/${hashes[0]?.hash ?? ''}`) });
}
