import type { AuditEvent } from '../../shared/audit/event';
import { moveEvents } from '../../shared/audit/move-events';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { sql } from '../../shared/database/statement';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import type { DocumentParts } from './parts';

/** How many are moved at most after one write; what is left goes with the next one, or when stores are compared (decision 0127). */
const AT_ONCE = 20;

/** Writes an event beside the change that it tells of, in the same transaction: neither is there without the other (AUD-2). */
export async function writeEvent(transaction: TenantTransaction, event: AuditEvent): Promise<void> {
  await transaction.query(sql`INSERT INTO app.outbox (id, event) VALUES (${event.id}::uuid, ${JSON.stringify(event)})`);
}

/** Moves a tenant's oldest events on. When the other outbox is down they wait: the write that they tell of has happened. */
export async function moveOldest(parts: DocumentParts, tenant: string): Promise<void> {
  try {
    await moveEvents(parts, tenant, AT_ONCE);
  } catch (error) {
    parts.log({ waiting: 'audit events', error: error instanceof DependencyFailedError ? error.message : 'unexpected' });
  }
}
