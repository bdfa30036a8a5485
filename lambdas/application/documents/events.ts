import { parseAuditEvent } from '../../shared/audit/parse-audit-event';
import type { AuditEvent } from '../../shared/audit/event';
import { DependencyFailedError } from '../../shared/dependency-failed-error';
import { inTenant } from '../../shared/database/in-tenant';
import { sql } from '../../shared/database/statement';
import type { TenantTransaction } from '../../shared/database/tenant-transaction';
import type { DocumentParts } from './parts';

/** How many are moved at most after one write; what is left goes with the next one. */
const AT_ONCE = 20;

/** Writes an event beside the change that it tells of, in the same transaction: neither is there without the other (AUD-2). */
export async function writeEvent(transaction: TenantTransaction, event: AuditEvent): Promise<void> {
  await transaction.query(sql`INSERT INTO app.outbox (id, event) VALUES (${event.id}::uuid, ${JSON.stringify(event)})`);
}

/**
 * Moves a tenant's events to the outbox of all events, the oldest first. One is deleted here once it is there, so that none is lost
 * wherever this is cut off, and one that comes twice is the same one. When the other outbox is down they wait.
 */
export async function moveEvents({ database, outbox, log }: DocumentParts, tenant: string): Promise<void> {
  try {
    const { rows } = await inTenant(database, tenant, (transaction) =>
      transaction.query(sql`SELECT event FROM app.outbox ORDER BY created_at, id LIMIT ${AT_ONCE}::int4`),
    );
    const events = rows.map(({ event }) => parseAuditEvent(JSON.parse(String(event))));
    for (const event of events) await outbox.put(event);
    const ids = events.map(({ id }) => id);
    await inTenant(database, tenant, (transaction) => transaction.query(sql`DELETE FROM app.outbox WHERE id = ANY(${ids}::uuid[])`));
  } catch (error) {
    log({ waiting: 'audit events', error: error instanceof DependencyFailedError ? error.message : 'unexpected' });
  }
}
