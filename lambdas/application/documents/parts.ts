import type { AuditPort } from '../../shared/audit/audit-port';
import type { AuditEvent } from '../../shared/audit/event';
import type { Decider } from '../../shared/authorization/decide-for';
import type { Clock } from '../../shared/clock';
import type { Database } from '../../shared/database/database';
import type { FieldCipher } from '../../shared/fields/field-cipher';
import type { log } from '../../shared/log';

/** What the routes of documents are made from. */
export interface DocumentParts {
  readonly decide: Decider;
  readonly database: Pick<Database, 'withTenant'>;
  readonly cipher: Pick<FieldCipher, 'open' | 'seal'>;
  readonly audit: AuditPort;
  /** The outbox of all events. */
  readonly outbox: { put(event: AuditEvent): Promise<void> };
  readonly log: typeof log;
  readonly clock: Clock;
}
