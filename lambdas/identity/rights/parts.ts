import type { AuditPort } from '../../shared/audit/audit-port';
import type { Clock } from '../../shared/clock';
import type { Counters } from '../../shared/limits/counters';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { SealedFields } from '../domain/factors/sealed-fields';
import type { Mail, Notices } from '../domain/mail';
import type { UserPool } from '../domain/user-pool';

/** What the routes work with. */
export interface Parts {
  readonly store: RecordStore;
  readonly counters: Counters;
  readonly pool: Pick<UserPool, 'emailOf'>;
  readonly mail: Mail;
  readonly notices: Notices;
  readonly fields: Pick<SealedFields, 'open'>;
  readonly rings: { readonly sessionKeys: KeyRing; readonly peppers: KeyRing };
  readonly audit: AuditPort;
  readonly clock: Clock;
  /** How long an erasure waits, in days. */
  readonly erasureDelayDays: number;
}
