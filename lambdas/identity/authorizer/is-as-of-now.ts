import type { Clock } from '../../shared/clock';
import type { Principal } from '../../shared/http/request';
import { secondsOf } from '../../shared/seconds-of';
import type { RecordStore } from '../../shared/store/record-store';
import { accountAt, accountRecord } from '../domain/records/account-record';
import { sessionAt, sessionRecord } from '../domain/records/session-record';
import { SENSITIVE_OF_GUESTS } from '../domain/route-permissions';
import { endOf } from '../domain/session-limits';

/** What a token is compared with. */
export interface TableParts {
  readonly store: Pick<RecordStore, 'getBoth'>;
  readonly clock: Clock;
}

/** Sensitive actions of functions outside identity, which have no such tables; those of identity compare for themselves. */
const COMPARED: ReadonlySet<string> = new Set(['data:export', 'documents:delete', ...SENSITIVE_OF_GUESTS]);

/**
 * Whether a token still says what the tables say, where the action is a sensitive one: a revocation holds for these at once, and not
 * when the token expires (IDN-9). Whoever lost a role, or moved, needs a new token first.
 * @throws {DependencyFailedError} when that can't be told
 */
export async function isAsOfNow({ store, clock }: TableParts, caller: Principal, action: string): Promise<boolean> {
  if (caller.kind !== 'person' || !COMPARED.has(action)) return true;
  const [account, session] = await store.getBoth(
    { kind: accountRecord, at: accountAt(caller.account) },
    { kind: sessionRecord, at: sessionAt(caller.account, caller.session) },
  );
  if (account?.value.status !== 'active' || account.value.tenant !== caller.tenant) return false;
  if (session === undefined || endOf(session.value, account.value, secondsOf(clock)) !== undefined) return false;
  const roles: ReadonlySet<string> = new Set([...account.value.roles, ...(account.value.customRoles ?? [])]);
  return caller.roles.every((role) => roles.has(role));
}
