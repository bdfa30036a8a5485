import type { EventIndex } from '../../shared/audit/event-index';
import { momentOf } from '../../shared/audit/moment';
import type { Database } from '../../shared/database/database';
import { inTenant } from '../../shared/database/in-tenant';
import { sql, type Statement } from '../../shared/database/statement';
import { DAY_MILLISECONDS } from '../../shared/durations';
import type { Comparison, Pair } from './pair';

/** What documents are compared with. */
export interface DocumentParts {
  readonly tenants: () => AsyncIterable<string>;
  readonly database: Pick<Database, 'withTenant'>;
  readonly events: EventIndex;
}

/** What was made in these days is compared: each document many times before it leaves them. */
const WINDOW_MILLISECONDS = 2 * DAY_MILLISECONDS;
/** An event is made before its row, by another clock. */
const APART_MILLISECONDS = 600_000;
/** As many as DynamoDB answers at once, which is a megabyte: most of them tell of reading. */
const AT_ONCE = 1000;
/** So many events of one tenant are read, in a minute or two of the function's quarter of an hour: none takes what the others need. */
const MOST_PAGES = 400;
/** Whatever has come by now counts. */
const END_OF_TIME = '9999-12-31T23:59:59.999Z';
const PREFIX = 'document/';

/** What the events of a tenant say of its documents, by their IDs. */
interface Told {
  /** When each was made, in milliseconds since 1970. */
  readonly made: ReadonlyMap<string, number>;
  readonly deleted: ReadonlySet<string>;
}

/**
 * Documents in PostgreSQL, and the events in DynamoDB that tell of their making and deletion. A document without an event was made past
 * the trail; an event without a document, and without a deletion, tells of one that was lost, as by a restore.
 */
export function documents(parts: DocumentParts): Pair {
  return {
    name: 'documents',
    async compare(settled): Promise<Comparison> {
      const from = settled - WINDOW_MILLISECONDS;
      let [postgresql, dynamodb, difference, uncompared] = [0, 0, 0, 0];
      for await (const tenant of parts.tenants()) {
        const there = await idsOf(parts, tenant, madeBetween(from, settled));
        const told = await toldOf(parts, tenant, from - APART_MILLISECONDS);
        if (told === undefined) {
          uncompared += 1;
          continue;
        }
        const { made, deleted } = told;
        const kept = [...made].filter(([id, at]) => at > from && at <= settled && !deleted.has(id)).map(([id]) => id);
        postgresql += there.length;
        dynamodb += kept.length;
        difference += (await idsOf(parts, tenant, withoutWaitingEvent(there.filter((id) => !made.has(id))))).length;
        difference += (await idsOf(parts, tenant, lostAmong(kept))).length;
      }
      return { counts: { postgresql, dynamodb }, difference, ...(uncompared === 0 ? {} : { uncompared }) };
    },
  };
}

function madeBetween(from: number, until: number): Statement {
  const [first, last] = [new Date(from).toISOString(), new Date(until).toISOString()];
  return sql`SELECT id::text FROM app.documents WHERE created_at > ${first}::timestamptz AND created_at <= ${last}::timestamptz`;
}

/** An event that waits is another pair's affair. */
function withoutWaitingEvent(ids: readonly string[]): Statement {
  return sql`
    SELECT asked.id::text FROM unnest(${[...ids]}::uuid[]) AS asked (id)
    WHERE NOT EXISTS (SELECT FROM app.outbox WHERE position('document/' || asked.id::text IN event) > 0)`;
}

/** Those that there aren't, and that nobody deleted just now: then the event of that waits. */
function lostAmong(ids: readonly string[]): Statement {
  return sql`
    SELECT asked.id::text FROM unnest(${[...ids]}::uuid[]) AS asked (id)
    WHERE NOT EXISTS (SELECT FROM app.documents WHERE documents.id = asked.id)
      AND NOT EXISTS (SELECT FROM app.outbox WHERE position('document/' || asked.id::text IN event) > 0)`;
}

async function idsOf({ database }: DocumentParts, tenant: string, statement: Statement): Promise<readonly string[]> {
  const { rows } = await inTenant(database, tenant, (transaction) => transaction.query(statement));
  return rows.map(({ id }) => String(id));
}

/** `undefined` when there are too many. */
async function toldOf({ events }: DocumentParts, tenant: string, from: number): Promise<Told | undefined> {
  const [made, deleted] = [new Map<string, number>(), new Set<string>()];
  const range = { tenant, from: new Date(from).toISOString(), until: END_OF_TIME, limit: AT_ONCE };
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await events.read({ ...range, after });
    for (const event of page.events) {
      after = momentOf(event);
      const id = event.resource.slice(PREFIX.length);
      if (event.action === 'document.created') made.set(id, Date.parse(event.timestamp));
      if (event.action === 'document.deleted') deleted.add(id);
    }
    if (!page.more) return { made, deleted };
  }
  return undefined;
}
