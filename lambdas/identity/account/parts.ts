import type { AuditPort } from '../../shared/audit/audit-port';
import type { Clock } from '../../shared/clock';
import type { Counters } from '../../shared/limits/counters';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { SealedFields } from '../domain/factors/sealed-fields';
import type { SmsRules, TextMessages } from '../domain/factors/sms-code';
import type { Mail, Notices } from '../domain/mail';
import type { UserPool } from '../domain/user-pool';

/** What the routes work with. */
export interface Parts {
  readonly store: RecordStore;
  readonly counters: Counters;
  readonly pool: UserPool;
  readonly mail: Mail;
  readonly notices: Notices;
  readonly texts: TextMessages;
  readonly smsRules: SmsRules;
  readonly fields: SealedFields;
  readonly rings: { readonly sessionKeys: KeyRing; readonly peppers: KeyRing; readonly hashKeys: KeyRing };
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly log: (record: Readonly<Record<string, unknown>>) => void;
}
