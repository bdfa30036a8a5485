import type { ShownEvent } from '../../shared/audit/event';
import { momentOf } from '../../shared/audit/moment';
import { allowedFacts } from '../../shared/authorization/decided-facts';
import type { Reply, Request } from '../../shared/http/request';
import { isWanted, KEPT_DAYS, readAuditQuery, type AuditQuery } from '../domain/audit-query';
import { visibleEvent } from '../domain/visible-event';
import { openPlace, sealPlace, type Place } from './cursor';
import type { AuditEventParts } from './parts';
import { requireReader, type Reader } from './require-reader';

/** How many events one request looks at: with filters, a page may have fewer than were asked for, and go on. */
const MOST_READ = 1000;
const READ_AT_ONCE = 100;

/**
 * `GET /audit-events?action=…&account=…&result=…&from=…&until=…&limit=…&cursor=…`: the events of the tenant that the caller acts in,
 * newest first. That they were read is an event too, which is in the trail before the answer leaves.
 * @throws {InvalidAuditFilterError} {InvalidCursorError}; as {@link requireReader}
 */
export async function listAuditEvents(parts: AuditEventParts, request: Request): Promise<Reply> {
  const reader = await requireReader(parts, request);
  const asked = readAuditQuery(request.query, parts.clock);
  const place = await openPlace(parts, reader.tenant, asked);
  const { events, after } = await search(parts, reader.tenant, place, asked);
  await recordReading(parts, reader, asked, events.length, request);
  return {
    status: 200,
    body: {
      events: events.map((event) => visibleEvent(event, reader.person)),
      next_cursor: after === undefined ? null : await sealPlace(parts, reader.tenant, asked, { ...place, after }),
      from: place.from,
      until: place.until,
      kept_days: KEPT_DAYS,
    },
  };
}

interface Found {
  readonly events: readonly ShownEvent[];
  /** The last that was looked at; `undefined` at the end. */
  readonly after: string | undefined;
}

async function search({ events: index }: AuditEventParts, tenant: string, place: Place, { limit, wanted }: AuditQuery): Promise<Found> {
  const found: ShownEvent[] = [];
  const atOnce = Object.keys(wanted).length > 0 ? READ_AT_ONCE : limit;
  let { after } = place;
  for (let read = 0; read < MOST_READ; read += atOnce) {
    const { events, more } = await index.read({ tenant, from: place.from, until: place.until, after, limit: atOnce });
    for (const [number, event] of events.entries()) {
      after = momentOf(event);
      if (isWanted(wanted, event)) found.push(event);
      if (found.length === limit) return { events: found, after: more || number < events.length - 1 ? after : undefined };
    }
    if (!more) return { events: found, after: undefined };
  }
  return { events: found, after };
}

async function recordReading(
  parts: AuditEventParts,
  { decided }: Reader,
  { wanted, from, until }: AuditQuery,
  events: number,
  request: Request,
): Promise<void> {
  const details = { events, from, until, ...wanted };
  await parts.outbox.put(await parts.audit.event(allowedFacts(decided, 'audit.read', details), request));
}
