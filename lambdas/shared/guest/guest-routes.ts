import * as z from 'zod/mini';
import { actorOf } from '../authorization/actor';
import type { Clock } from '../clock';
import type { Reply, Request } from '../http/request';
import { route, type Route, type RouteTable } from '../http/route';
import { MalformedRecordError } from '../store/errors';
import type { RecordKind } from '../store/record-store';
import type { Guest, GuestCall, GuestRoute } from './guest';
import { GuestRecords, type GuestRecordParts, type Stored } from './guest-records';

/** What a guest's routes are made from. */
export interface GuestParts extends GuestRecordParts {
  readonly clock: Clock;
}

/** A guest's routes, as the kit runs them. */
export function guestRoutes(guest: Guest, parts: GuestParts): RouteTable {
  return Object.fromEntries(Object.entries(guest.routes).map(([name, one]) => [name, routeOf(guest, one, parts)]));
}

function routeOf(guest: Guest, { permission, body, handle }: GuestRoute, parts: GuestParts): Route {
  const kind = recordKind(guest);
  const answer = async (request: Request<unknown>): Promise<Reply> => {
    const actor = actorOf(request, parts.clock);
    const records = new GuestRecords(parts, kind, { ...actor, guest: guest.name, permission, request });
    // Body and records are what the guest's own schemas say, which the compiler compared with the handler.
    return handle({ request, ...actor, records } satisfies GuestCall<unknown, unknown> as GuestCall<never, never>);
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
