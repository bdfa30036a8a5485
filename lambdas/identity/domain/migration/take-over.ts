import { aboutAccount } from '../about-account';
import type { AuditPort } from '../../../shared/audit/audit-port';
import type { AuditFacts } from '../../../shared/audit/event';
import type { Clock } from '../../../shared/clock';
import type { RequestFacts } from '../../../shared/http/request';
import type { KeyRing } from '../../../shared/rings/key-ring';
import { secondsOf } from '../../../shared/seconds-of';
import type { RecordStore } from '../../../shared/store/record-store';
import { EMAIL_USE } from '../find-account-by-email';
import { newAccount } from '../new-account';
import { normaliseEmail } from '../normalise-email';
import { accountAt, accountRecord } from '../records/account-record';
import { emailAt, emailRecord } from '../records/email-record';
import { endLegacyUser } from './end-legacy-user';

/** What taking over asks and writes. */
export interface TakingOver {
  readonly store: RecordStore;
  readonly hashKeys: KeyRing;
  readonly audit: AuditPort;
  readonly clock: Clock;
}

/**
 * Makes the account of a user whom Cognito took over, and deletes the older system's hash, in one transaction with the event:
 * from then on Cognito's is the only one (IDN-3).
 * @returns false, and nothing written, when somebody was faster
 */
export async function takeOver({ store, hashKeys, audit, clock }: TakingOver, id: string, email: string, request: RequestFacts): Promise<boolean> {
  const ended = await endLegacyUser(store, hashKeys, email);
  if (ended.length === 0) return false;
  const emailHash = await hashKeys.hash(EMAIL_USE, normaliseEmail(email));
  const account = newAccount({ id, emailHash, hasPassword: true }, secondsOf(clock));
  const facts: AuditFacts = { action: 'account.migrated', result: 'success', ...aboutAccount(account) };
  return store.commit(
    [
      { action: 'create', kind: accountRecord, at: accountAt(id), value: account },
      { action: 'create', kind: emailRecord, at: emailAt(emailHash), value: { account: id } },
      ...ended,
    ],
    [await audit.event(facts, request)],
  );
}
