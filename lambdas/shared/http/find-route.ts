import { MethodNotAllowedError, RouteNotFoundError } from './errors';
import type { ParsedEvent } from './parse-event';
import type { Route, RouteTable } from './route';

/** A route that was found, by its name in the table. */
export interface FoundRoute {
  readonly name: string;
  readonly route: Route;
}

/** Of all IDs that stand in paths. What holds anything else names nothing of ours. */
const PARAMETER = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,511}$/;

/**
 * The route of a request.
 * @throws {RouteNotFoundError} also when a parameter can't be an ID
 * @throws {MethodNotAllowedError} when the path has other methods
 */
export function findRoute(routes: RouteTable, { method, resource, request }: ParsedEvent): FoundRoute {
  const methods = methodsOf(routes, resource);
  if (methods.length === 0 || !Object.values(request.params).every((value) => PARAMETER.test(value))) throw new RouteNotFoundError();
  const entry = Object.entries(routes).find(([name]) => name === `${method} ${resource}`);
  // The gateway answers preflights itself.
  if (entry === undefined) throw new MethodNotAllowedError([...methods, 'OPTIONS']);
  return { name: entry[0], route: entry[1] };
}

function methodsOf(routes: RouteTable, resource: string): string[] {
  return Object.keys(routes).flatMap((name) => {
    const [method, path] = name.split(' ');
    return method !== undefined && path === resource ? [method] : [];
  });
}
