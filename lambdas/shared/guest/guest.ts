import type { RouteContract } from '../contract';
import type { BodySchema } from '../http/body';
import type { Principal, Reply, Request } from '../http/request';
import type { GuestRecords } from './guest-records';

/** A role of people; each has the rights of those after it. */
export type PersonRole = 'ADMIN' | 'MEMBER' | 'OWNER' | 'SUPER_ADMIN' | 'VIEWER';

/** Who may do something in their tenant, by the lowest role that may. Nobody else may, nor any API key (AZN-3). */
export interface GuestPermission {
  /** To all records. @default nobody */
  readonly all?: PersonRole;
  /** To those that they created, when the role isn't among those of `all`. @default nobody */
  readonly own?: PersonRole;
  /** Whether unknown or risky circumstances forbid it (AZN-9). @default false */
  readonly sensitive?: true;
}

/** One request to a guest's route: the authorizer let it come, and its body is valid. */
export interface GuestCall<Body, Value> {
  /** Without cookies: those of this host are what sessions are refreshed with, and no guest's. */
  readonly request: Omit<Request<Body>, 'cookies'>;
  readonly caller: Principal;
  /** The tenant that the caller acts in. */
  readonly tenant: string;
  /** The records of this tenant, of which the caller meets those alone that the route's permission allows them. */
  readonly records: GuestRecords<Value>;
}

/** A route of a guest: what its caller needs, what it takes, who answers. */
export interface GuestRoute {
  /** A permission of the same guest. */
  readonly permission: string;
  /** The body's schema, a strict object; absent where there must be no body. */
  readonly body: BodySchema<unknown> | undefined;
  readonly handle: (call: GuestCall<never, never>) => Promise<GuestReply>;
}

/** What a guest answers: it sets no cookie. */
export type GuestReply = Omit<Reply, 'cookies'>;

/** Routes by method and path, such as `GET /invoices/{invoice}`. */
export type GuestRoutes = Readonly<Record<`${RouteContract['method']} /${string}`, GuestRoute>>;

/** A service of a team of its own, in one file (decision 0123): all that infrastructure and kit are told of it. */
export interface Guest {
  /** The file's name in `lambdas/guests/`, and the beginning of its permissions: kebab case. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly description: string;
  /** What it keeps: the schema of a record, by which each is read. */
  readonly record: BodySchema<unknown>;
  /** By name, `<guest>:<action>`: the routes demand nothing else. */
  readonly permissions: Readonly<Record<string, GuestPermission>>;
  readonly routes: GuestRoutes;
}

/** Makes a route of a guest; the compiler holds handler, schema and permission together. */
export type RouteOf<Value, Permission> = <Body>(
  permission: Permission,
  body: BodySchema<Body> | undefined,
  handle: (call: GuestCall<Body, Value>) => Promise<GuestReply>,
) => GuestRoute;

/** A guest as a team writes it. */
export interface GuestDefinition<Name extends string, Value, Action extends string> {
  readonly name: Name;
  readonly description: string;
  readonly record: BodySchema<Value>;
  readonly permissions: Readonly<Record<`${Name}:${Action}`, GuestPermission>>;
  readonly routes: (route: RouteOf<Value, `${Name}:${Action}`>) => GuestRoutes;
}

/** A service of a team's own. Synthesis refuses what the compiler can't see, such as a path that another function has. */
export function guest<Name extends string, Value, Action extends string>({ routes, ...rest }: GuestDefinition<Name, Value, Action>): Guest {
  return { ...rest, routes: routes((permission, body, handle) => ({ permission, body, handle })) };
}
