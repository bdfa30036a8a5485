import { moveEvents, type MoveParts } from '../../shared/audit/move-events';
import { inTenant } from '../../shared/database/in-tenant';
import { sql } from '../../shared/database/statement';
import { failureName } from '../../shared/dependency-failed-error';
import type { Comparison, Pair } from './pair';

/** What events of documents are moved and counted with. */
export interface DocumentEventParts extends MoveParts {
  readonly tenants: () => AsyncIterable<string>;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

const AT_ONCE = 100;
/** So much of one tenant is moved in a run: none takes the time that the others' need. What is old and left counts as a difference. */
const MOST = 50 * AT_ONCE;

/**
 * Audit events of documents, which wait in PostgreSQL until they are in the outbox in DynamoDB. They are moved first, also those of
 * tenants that write nothing any more (decision 0119): what is old and still waits then is the difference.
 */
export function documentEvents(parts: DocumentEventParts): Pair {
  return {
    name: 'document-events',
    async compare(settled): Promise<Comparison> {
      let [moved, waiting] = [0, 0];
      for await (const tenant of parts.tenants()) {
        moved += await moveAll(parts, tenant);
        waiting += await countWaiting(parts, tenant, settled);
      }
      return { counts: { postgresql: moved + waiting, dynamodb: moved }, difference: waiting };
    },
  };
}

/** A tenant whose events can't be moved doesn't keep those of the others. */
async function moveAll(parts: DocumentEventParts, tenant: string): Promise<number> {
  let moved = 0;
  try {
    for (let last = AT_ONCE; last === AT_ONCE && moved < MOST; moved += last) last = await moveEvents(parts, tenant, AT_ONCE);
  } catch (error) {
    parts.log({ level: 'error', message: 'Audit events wait in PostgreSQL.', error: failureName(error) });
  }
  return moved;
}

async function countWaiting({ database }: DocumentEventParts, tenant: string, settled: number): Promise<number> {
  const before = new Date(settled).toISOString();
  const { rows } = await inTenant(database, tenant, (transaction) =>
    transaction.query(sql`SELECT count(*)::int4 AS waiting FROM app.outbox WHERE created_at <= ${before}::timestamptz`),
  );
  return Number(rows[0]?.waiting);
}
