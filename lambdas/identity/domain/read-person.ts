import type { Person } from '../../shared/http/request';
import type { Found, RecordStore } from '../../shared/store/record-store';
import type { Account } from './account';
import { accountAt, accountRecord } from './records/account-record';
import { sessionAt, sessionRecord } from './records/session-record';
import type { Session } from './session';

/** A person's account and session as they are, each as far as it is there. */
export interface PersonAsIs {
  readonly account: Found<Account> | undefined;
  readonly session: Found<Session> | undefined;
}

/** Account and session of whom a token or a cookie names, in one call to AWS. */
export async function readPerson(
  store: Pick<RecordStore, 'getBoth'>,
  { account: id, session: sessionId }: Pick<Person, 'account' | 'session'>,
): Promise<PersonAsIs> {
  const [account, session] = await store.getBoth({ kind: accountRecord, at: accountAt(id) }, { kind: sessionRecord, at: sessionAt(id, sessionId) });
  return { account, session };
}
