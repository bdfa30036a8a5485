import type { AuditPort } from '../../shared/audit/audit-port';
import type { AuditEvent } from '../../shared/audit/event';
import type { EventIndex } from '../../shared/audit/event-index';
import type { Decider } from '../../shared/authorization/decide-for';
import type { Clock } from '../../shared/clock';
import type { KeyRing } from '../../shared/rings/key-ring';

/** What the audit log is read with. */
export interface AuditEventParts {
  readonly decide: Decider;
  readonly events: EventIndex;
  /** Seals cursors. */
  readonly sessionKeys: Pick<KeyRing, 'open' | 'seal'>;
  readonly audit: AuditPort;
  /** The outbox of all events. */
  readonly outbox: { put(event: AuditEvent): Promise<void> };
  readonly clock: Clock;
}
