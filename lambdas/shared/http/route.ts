import type { FunctionContract, RouteContract } from '../contract';
import { readBody, refuseBody, type BodySchema, type RawBody } from './body';
import type { Reply, Request } from './request';

/** A route as the kit runs it. */
export interface Route {
  /** Reads the body, and answers. */
  readonly run: (request: Request, raw: RawBody) => Promise<Reply>;
  readonly cookieAuthenticated: boolean;
  /** The body's schema, of which the gateway's model is made (EDGE-13); absent where there must be no body. */
  readonly schema: BodySchema<unknown> | undefined;
}

/** Routes by method and path, such as `DELETE /auth/sessions/{session}`. */
export type RouteTable = Readonly<Record<`${RouteContract['method']} /${string}`, Route>>;

/** Exactly the routes of a contract: one without a handler, or a handler without a route, doesn't compile. */
export type RoutesOf<Contract extends FunctionContract> = Contract extends { readonly routes: readonly (infer One)[] }
  ? Readonly<Record<One extends RouteContract ? `${One['method']} ${One['path']}` : never, Route>>
  : never;

/** How a route is decided. */
export interface RouteOptions {
  /** Whether a cookie says who calls: then a request that changes something must come from a page of ours (CSRF). @default false */
  readonly cookieAuthenticated?: boolean;
  /** How long its body may be. @default 16 KiB */
  readonly maximumBytes?: number;
}

/** A route and its body's schema, a strict object; without one there must be no body. */
export function route(schema: undefined, handle: (request: Request) => Promise<Reply>, options?: RouteOptions): Route;
export function route<Body>(schema: BodySchema<Body>, handle: (request: Request<Body>) => Promise<Reply>, options?: RouteOptions): Route;
export function route<Body>(
  schema: BodySchema<Body> | undefined,
  handle: (request: Request<Body | undefined>) => Promise<Reply>,
  { cookieAuthenticated = false, maximumBytes }: RouteOptions = {},
): Route {
  return {
    cookieAuthenticated,
    schema,
    run: async (request, raw) => {
      if (schema !== undefined) return handle({ ...request, body: readBody(schema, raw, maximumBytes) });
      refuseBody(raw);
      return handle(request);
    },
  };
}
