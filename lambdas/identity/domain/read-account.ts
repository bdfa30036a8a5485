import type { Found, RecordStore } from '../../shared/store/record-store';
import type { Account } from './account';
import { accountAt, accountRecord } from './records/account-record';

/** An account as it is now. */
export async function readAccount(store: RecordStore, id: string): Promise<Found<Account> | undefined> {
  return store.get({ kind: accountRecord, at: accountAt(id) });
}
