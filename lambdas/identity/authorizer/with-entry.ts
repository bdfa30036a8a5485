import type { Clock } from '../../shared/clock';
import type { Principal } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { sessionAt, sessionRecord } from '../domain/records/session-record';
import { endOf } from '../domain/session-limits';

/** What entries are read with. */
export interface EntryParts {
  readonly store: Pick<RecordStore, 'getBoth'>;
  readonly clock: Clock;
}

/**
 * The caller, with the tenant that they entered (AZN-5): as session and account are at this moment, so that it ends with either, and
 * no token can claim it. Only a token of a SUPER_ADMIN costs the reading.
 * @throws {DependencyFailedError} when that can't be told: a request that was meant for another tenant mustn't act in their own
 */
export async function withEntry({ store, clock }: EntryParts, caller: Principal | undefined): Promise<Principal | undefined> {
  if (caller?.kind !== 'person' || !caller.roles.includes('SUPER_ADMIN')) return caller;
  const now = secondsOf(clock);
  const [account, session] = await store.getBoth(
    { kind: accountRecord, at: accountAt(caller.account) },
    { kind: sessionRecord, at: sessionAt(caller.account, caller.session) },
  );
  if (account?.value.status !== 'active' || session?.value.entered === undefined) return caller;
  if (!account.value.roles.includes('SUPER_ADMIN') || endOf(session.value, account.value, now) !== undefined) return caller;
  const { entered } = session.value;
  return now < entered.expiresAt ? { ...caller, entered } : caller;
}
