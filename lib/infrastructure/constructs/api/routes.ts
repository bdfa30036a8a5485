import type { FunctionContract, RouteContract } from '../../../../lambdas/shared/contract';
import { PUBLISHED_POLICIES } from '../../../policies/published-policies';
import { RouteError } from '../../errors';

/** A route, and the function that answers it. */
export interface Route extends RouteContract<string> {
  /** The function's name within the environment. */
  readonly function: string;
}

const PATH = /^\/(?:(?:[a-z0-9.-]+|\{[a-z]+\})(?:\/(?:[a-z0-9.-]+|\{[a-z]+\}))*)?$/;
/** What to do about what is no path. */
export const PATH_FIX = 'Write lower-case segments, and parameters in braces.';
/** What carries no body (RFC 9110, 9.3). */
export const BODILESS: readonly string[] = ['DELETE', 'GET'];

/** Each permission that a route can demand: an action that some policy permits. One of another name would be in no role. */
const PERMISSIONS: readonly string[] = Object.entries(
  (PUBLISHED_POLICIES.schema as { readonly Ringwall: { readonly actions: Readonly<Record<string, { readonly appliesTo?: object }>> } }).Ringwall.actions,
)
  .flatMap(([action, { appliesTo }]) => (appliesTo === undefined ? [] : [action]))
  .toSorted();

/**
 * The routes of all functions, sorted by path and method (AZN-6).
 * @param models The names of the models that bodies are validated by.
 * @throws {RouteError} for one that has neither a permission nor a reason to be public, that demands a permission nobody knows, or
 * whose body nothing validates; as {@link placedRoutes}
 */
export function routesOf(contracts: readonly FunctionContract<string>[], models: ReadonlySet<string>): readonly Route[] {
  const routes = placedRoutes(contracts);
  for (const route of routes) refuse(route, models);
  return routes.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/**
 * The routes of all functions, each at a place of its own.
 * @throws {RouteError} for one that two functions answer, or that calls a parameter otherwise than another route
 */
export function placedRoutes(contracts: readonly FunctionContract<string>[]): readonly Route[] {
  const routes = contracts.flatMap((contract) => (contract.routes ?? []).map((route) => ({ ...route, function: contract.name })));
  const taken = new Map<string, Route>();
  for (const route of routes) {
    const other = taken.get(placeOf(route));
    if (other !== undefined) throw new RouteError(nameOfRoute(route), `is answered by ${other.function} and by ${route.function}`, 'Take it from one of them.');
    taken.set(placeOf(route), route);
  }
  refuseTwoNames(routes);
  return routes;
}

/** What a route is called: `POST /auth/login`. */
export function nameOfRoute({ method, path }: RouteContract<string>): string {
  return `${method} ${path}`;
}

/** Whether a path is one of lower-case segments and parameters. */
export function isPath(path: string): boolean {
  return PATH.test(path);
}

function refuse(route: Route, models: ReadonlySet<string>): void {
  const { path, method, model } = route;
  const wrong = (what: string, fix: string): RouteError => new RouteError(nameOfRoute(route), what, fix);
  if (!isPath(path)) throw wrong('has a path that is no path here', PATH_FIX);
  refuseAccess(route, wrong);
  if (model !== undefined && BODILESS.includes(method)) throw wrong('has a model, and a method without a body', 'Leave the model out.');
  if (model !== undefined && !models.has(model))
    throw wrong(`names the model ${model}, which there is not`, 'Write the models anew: RINGWALL_WRITE_MODELS=1 npx jest gateway-models.');
}

/** A contract is checked by the compiler too; what has been through a cast or JSON is refused here. */
function refuseAccess(route: Route, wrong: (what: string, fix: string) => RouteError): void {
  const access = route.access as { readonly public?: unknown; readonly permission?: unknown } | undefined;
  const fix = 'Give it the permission that its caller needs, or say why everybody may call it.';
  if (access?.permission === undefined && access?.public === undefined) throw wrong('has neither a permission nor a reason to be public', fix);
  if (access.permission !== undefined && access.public !== undefined) throw wrong('is public and demands a permission', 'Keep one of the two.');
  if (access.public !== undefined && (typeof access.public !== 'string' || access.public.trim().length < 10)) throw wrong('is public without a reason', fix);
  const { permission } = access;
  if (permission !== undefined && (typeof permission !== 'string' || !PERMISSIONS.includes(permission)))
    throw wrong(
      `demands the permission ${typeof permission === 'string' ? permission : JSON.stringify(permission)}, which nobody knows`,
      `Known: ${PERMISSIONS.join(', ')}.`,
    );
}

/** Of the parameters that may follow a path, the gateway takes one. */
function refuseTwoNames(routes: readonly Route[]): void {
  const names = new Map<string, readonly [name: string, route: Route]>();
  for (const route of routes)
    for (const { index, 0: name } of route.path.matchAll(/\{[a-z]+\}/g)) {
      const before = route.path.slice(0, index);
      const [other, by] = names.get(before) ?? [name, route];
      if (other !== name) throw new RouteError(nameOfRoute(route), `calls ${name} what '${nameOfRoute(by)}' calls ${other}`, 'Call it the same.');
      names.set(before, [name, route]);
    }
}

/** Two paths that differ in the names of their parameters are one to the gateway. */
function placeOf({ method, path }: RouteContract<string>): string {
  return `${method} ${path.replaceAll(/\{[a-z]+\}/g, '{}')}`;
}

function sortKey({ method, path }: RouteContract<string>): string {
  return `${path} ${method}`;
}
