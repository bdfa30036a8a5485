import type { Database } from '../database/database';
import { inTenant } from '../database/in-tenant';
import { sql } from '../database/statement';
import type { AuditEvent } from './event';
import { parseAuditEvent } from './parse-audit-event';

/** What events are moved with. */
export interface MoveParts {
  readonly database: Pick<Database, 'withTenant'>;
  /** The outbox of all events. */
  readonly outbox: { put(event: AuditEvent): Promise<void> };
}

/**
 * Moves a tenant's events from PostgreSQL to the outbox of all events, the oldest first. One is deleted here once it is there, so that
 * none is lost wherever this is cut off, and one that comes twice is the same one.
 * @param most how many at most
 * @returns how many were moved
 * @throws {DependencyFailedError} when a store is down: what wasn't moved waits
 */
export async function moveEvents({ database, outbox }: MoveParts, tenant: string, most: number): Promise<number> {
  const { rows } = await inTenant(database, tenant, (transaction) =>
    transaction.query(sql`SELECT event FROM app.outbox ORDER BY created_at, id LIMIT ${most}::int4`),
  );
  const events = rows.map(({ event }) => parseAuditEvent(JSON.parse(String(event))));
  for (const event of events) await outbox.put(event);
  const ids = events.map(({ id }) => id);
  await inTenant(database, tenant, (transaction) => transaction.query(sql`DELETE FROM app.outbox WHERE id = ANY(${ids}::uuid[])`));
  return events.length;
}
