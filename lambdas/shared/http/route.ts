import type { FunctionContract, RouteContract } from '../contract';
import { MalformedRequestError } from './errors';
import { readBody, refuseBody, type BodySchema, type RawBody } from './body';
import type { Reply, Request } from './request';

/** The parameters of a query that a route takes: those named, or whatever comes. */
type Taken = readonly string[] | 'any';

/** A route as the kit runs it. */
export interface Route<Query extends Taken = Taken> {
  /** Refuses parameters that it doesn't take, reads the body, and answers. */
  readonly run: (request: Request, raw: RawBody) => Promise<Reply>;
  readonly cookieAuthenticated: boolean;
  /** The body's schema, of which the gateway's model is made (EDGE-13); absent where there must be no body. */
  readonly schema: BodySchema<unknown> | undefined;
  /** The contract's own. */
  readonly query: Query;
}

/** Routes by method and path, such as `DELETE /auth/sessions/{session}`. */
export type RouteTable = Readonly<Record<`${RouteContract['method']} /${string}`, Route>>;

/** Exactly the routes of a contract, with its parameters of queries: one without a handler, or a handler without a route, doesn't compile. */
export type RoutesOf<Contract extends FunctionContract> = Contract extends { readonly routes: readonly (infer One extends RouteContract)[] }
  ? { readonly [Each in One as `${Each['method']} ${Each['path']}`]: Route<QueryOf<Each>> }
  : never;

type QueryOf<One extends RouteContract> = One extends { readonly query: infer Query extends Taken } ? Query : readonly [];

/** How a route is decided. */
export interface RouteOptions<Query extends Taken> {
  /** What it takes of the query, as its contract has it; anything else is refused. @default nothing */
  readonly query?: Query;
  /** Whether a cookie says who calls: then a request that changes something must come from a page of ours (CSRF). @default false */
  readonly cookieAuthenticated?: boolean;
  /** How long its body may be. @default 16 KiB */
  readonly maximumBytes?: number;
}

/** A route and its body's schema, a strict object; without one there must be no body. */
export function route<const Query extends Taken = readonly []>(
  schema: undefined,
  handle: (request: Request) => Promise<Reply>,
  options?: RouteOptions<Query>,
): Route<Query>;
export function route<Body, const Query extends Taken = readonly []>(
  schema: BodySchema<Body>,
  handle: (request: Request<Body>) => Promise<Reply>,
  options?: RouteOptions<Query>,
): Route<Query>;
export function route<Body>(
  schema: BodySchema<Body> | undefined,
  handle: (request: Request<Body | undefined>) => Promise<Reply>,
  { cookieAuthenticated = false, maximumBytes, query = [] }: RouteOptions<Taken> = {},
): Route {
  return {
    cookieAuthenticated,
    schema,
    query,
    run: async (request, raw) => {
      refuseOthers(request.query, query);
      if (schema !== undefined) return handle({ ...request, body: readBody(schema, raw, maximumBytes) });
      refuseBody(raw);
      return handle(request);
    },
  };
}

/** One that is left unread would be taken for one that counts: `limt=3` isn't a limit. */
function refuseOthers(sent: Request['query'], taken: Taken): void {
  if (taken === 'any' || Object.keys(sent).every((name) => taken.includes(name))) return;
  throw new MalformedRequestError(`The query has a parameter that this route doesn't take. It takes ${taken.length === 0 ? 'none' : taken.join(', ')}.`);
}
