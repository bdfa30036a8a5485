import type { AuditPort } from '../../shared/audit/audit-port';
import type { Clock } from '../../shared/clock';
import type { ErasureReceipt } from '../../shared/fields/erasure';
import type { KeyOwner } from '../../shared/fields/key-owner';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { Mail, Notices } from '../domain/mail';
import type { UserPool } from '../domain/user-pool';

/** What accounts are erased with. */
export interface Parts {
  readonly store: RecordStore;
  /** The addresses' ring. */
  readonly rings: { readonly hashKeys: KeyRing };
  readonly pool: Pick<UserPool, 'delete' | 'emailOf'>;
  readonly mail: Mail;
  readonly notices: Notices;
  readonly dataKeys: {
    /** Destroys an owner's data keys for good, wherever copies of what they seal lie; may be repeated (KEY-8). */
    erase(owner: KeyOwner): Promise<ErasureReceipt>;
  };
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly log: (record: Readonly<Record<string, unknown>>) => void;
}
