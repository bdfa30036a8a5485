import * as z from 'zod/mini';
import { actorOf } from '../authorization/actor';
import type { Reply, Request } from '../http/request';
import { route, type Route, type RouteTable } from '../http/route';
import { REPLAYED } from '../idempotency/write';
import { MalformedRecordError } from '../store/errors';
import type { RecordKind } from '../store/record-store';
import type { Guest, GuestCall, GuestRoute } from './guest';
import { GuestRecords, type GuestRecordParts, type Stored } from './guest-records';

/** What a guest sees of them. */
const NO_COOKIES = { cookies: {} };

/** A guest's routes, as the kit runs them. */
export function guestRoutes(guest: Guest, parts: GuestRecordParts): RouteTable {
  return Object.fromEntries(Object.entries(guest.routes).map(([name, one]) => [name, routeOf(guest, name, one, parts)]));
}

function routeOf(guest: Guest, name: string, { permission, body, handle }: GuestRoute, parts: GuestRecordParts): Route {
  const kind = recordKind(guest);
  const answer = async (request: Request<unknown>): Promise<Reply> => {
    const actor = actorOf(request, parts.clock);
    const records = new GuestRecords(parts, kind, { ...actor, guest: guest.name, permission, route: name, request });
    // Body and records are what the guest's own schemas say, which the compiler compared with the handler.
    const call: GuestCall<unknown, unknown> = { request: { ...request, ...NO_COOKIES }, ...actor, records };
    const { status, body: shown, headers = {} } = await handle(call as GuestCall<never, never>);
    return { status, body: shown, headers: records.areRepeated ? { ...headers, ...REPLAYED } : headers };
  };
  // A guest doesn't say which parameters it takes: it reads them itself.
  return body === undefined ? route(undefined, answer, { query: 'any' }) : route(body, answer, { query: 'any' });
}

function recordKind({ name, record }: Guest): RecordKind<Stored<unknown>> {
  const schema = z.strictObject({ creator: z.string(), value: record });
  return {
    name,
    table: 'guest',
    parse: (document) => {
      const { data, success } = schema.safeParse(document);
      if (!success) throw new MalformedRecordError(name);
      return data;
    },
  };
}
