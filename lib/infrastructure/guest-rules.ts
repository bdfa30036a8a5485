import type { FunctionContract } from '../../lambdas/shared/contract';
import type { Guest, GuestPermission, GuestRoute } from '../../lambdas/shared/guest/guest';
import { readPolicyFiles } from '../policies/policy-files';
import { PUBLISHED_POLICIES } from '../policies/published-policies';
import { BODILESS, isPath, PATH_FIX } from './constructs/api/routes';
import { GuestError } from './errors';
import { openPartsOf } from './guest-bodies';
import { exportOf } from './guest-entries';

const NAME = /^[a-z]+(?:-[a-z]+)*$/;
/** One word, so that no two permissions give their policies one name. */
const ACTION = /^[a-z]+$/;
const ROUTE = /^(?:DELETE|GET|PATCH|POST|PUT) \//;
/** Roles of keys, which a guest gives nothing (AZN-3). */
const OF_KEYS = 'API';
/** Longer ones wouldn't fit into the name of a role, `ringwall-<environment>-<name>`, or of a table. */
const LONGEST_NAME = 30;

type Roles = Readonly<Record<string, readonly string[]>>;
type Refuse = (wrong: string, fix: string) => GuestError;

/**
 * The guests that a list exports, each by its own name.
 * @param ours the functions that aren't guests
 * @throws {GuestError} at the first thing that can't be deployed safely
 */
export function guestsOf(listed: Readonly<Record<string, unknown>>, ours: readonly FunctionContract[]): readonly Guest[] {
  const guests = Object.entries(listed).map(([key, value]) => {
    if (!isGuest(value))
      throw new GuestError(key, 'is listed and is none', 'A file exports its guest by its own name in camel case, and is listed so: late-fees.ts as lateFees.');
    if (exportOf(value.name) !== key)
      throw new GuestError(value.name, `is listed as '${key}'`, `List it as its file exports it: export { ${exportOf(value.name)} }.`);
    return value;
  });
  refuseGuests(guests, ours);
  return guests;
}

/** What the compiler can't see of guests, or a cast hid from it. */
function refuseGuests(guests: readonly Guest[], ours: readonly FunctionContract[]): void {
  const names = new Set<string>();
  const areas = areasOf(ours);
  for (const guest of guests) {
    const refuse: Refuse = (wrong, fix) => new GuestError(guest.name, wrong, fix);
    refuseName(guest.name, names, areas, refuse);
    names.add(guest.name);
    if (!isSchema(guest.record)) throw refuse('has no schema of its records', 'Give it one: `record: z.strictObject({ … })`.');
    refusePermissions(guest, refuse);
    refuseRoutes(guest, refuse);
  }
}

/** The first words of our permissions and paths, of which a guest takes none: all below is ours. */
function areasOf(ours: readonly FunctionContract[]): ReadonlySet<string> {
  const paths = ours.flatMap(({ routes = [] }) => routes.map(({ path }) => path.split('/')[1] ?? '').filter((segment) => segment !== ''));
  return new Set([...Object.keys(ownActions()).map((action) => areaOf(action)), ...paths]);
}

function refuseName(name: string, taken: ReadonlySet<string>, areas: ReadonlySet<string>, refuse: Refuse): void {
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    throw refuse('has a name that is none here', `Write at most ${String(LONGEST_NAME)} lower-case letters, words joined by hyphens, as its file is called.`);
  if (taken.has(name)) throw refuse('has the name of another guest', `Take another than ${[...taken].toSorted().join(', ')}.`);
  if (areas.has(name)) throw refuse('has the name of permissions or paths that aren’t its own', `Take another than ${[...areas].toSorted().join(', ')}.`);
}

function refusePermissions({ name, permissions, routes }: Guest, refuse: Refuse): void {
  const all = Object.entries(JSON.parse(readPolicyFiles().get('roles.json') ?? '{}') as Roles);
  const roles = Object.fromEntries(all.filter(([role]) => role !== OF_KEYS));
  const demanded = new Set(Object.values(routes).map(({ permission }) => permission));
  for (const [permission, right] of Object.entries(permissions)) {
    if (areaOf(permission) !== name || !ACTION.test(permission.slice(name.length + 1)))
      throw refuse(`has a permission '${permission}', which isn’t its own`, `Call it ${name}:<action>, the action one word in lower case.`);
    refuseRoles(permission, right, roles, refuse);
    if (!demanded.has(permission)) throw refuse(`has the permission ${permission}, which no route demands`, 'Let a route demand it, or take it away.');
  }
}

function refuseRoles(permission: string, { all, own }: GuestPermission, roles: Roles, refuse: Refuse): void {
  if (all === undefined && own === undefined)
    throw refuse(`has the permission ${permission}, which nobody has`, 'Name the lowest role that has it: `all` for all records, `own` for one’s own.');
  for (const role of [all, own])
    if (role !== undefined && !Object.hasOwn(roles, role))
      throw refuse(`gives ${permission} to the role ${JSON.stringify(role)}, which there is not`, `Roles: ${Object.keys(roles).join(', ')}.`);
  if (all !== undefined && own !== undefined && hasRightsOf(roles, own, all))
    throw refuse(
      `gives ${permission} to ${own} on their own records, and to ${all} on all, whose rights ${own} has`,
      'Leave `own` out, or give it to a lower role.',
    );
}

function hasRightsOf(roles: Roles, role: string, other: string): boolean {
  return role === other || (roles[role] ?? []).some((lower) => hasRightsOf(roles, lower, other));
}

function refuseRoutes({ name, permissions, routes }: Guest, refuse: Refuse): void {
  const known = Object.keys(permissions);
  if (Object.keys(routes).length === 0) throw refuse('has no route', 'Give it one, or take it out of lib/infrastructure/guests.ts.');
  for (const [route, given] of Object.entries(routes)) {
    const { permission, body, handle } = given as Partial<typeof given>;
    refusePath(name, route, refuse);
    if (permission === undefined) throw refuse(`has the route ${route}, which demands no permission`, `Let it demand one of ${known.join(', ')}.`);
    if (!known.includes(permission)) throw refuse(`has the route ${route}, which demands ${permission}`, `Its own permissions: ${known.join(', ')}.`);
    if (typeof handle !== 'function') throw refuse(`has the route ${route}, which nobody handles`, 'Give it a handler.');
    refuseBody(route, body, refuse);
  }
}

function refusePath(name: string, route: string, refuse: Refuse): void {
  if (!ROUTE.test(route)) throw refuse(`has the route '${route}'`, 'Write a method, a space and a path: `GET /invoices/{invoice}`.');
  const path = route.slice(route.indexOf(' ') + 1);
  if (!isPath(path)) throw refuse(`has the route '${route}', whose path is no path here`, PATH_FIX);
  if (path.split('/')[1] !== name) throw refuse(`has the route '${route}', whose path isn’t its own`, `Let it begin with /${name}.`);
}

function refuseBody(route: string, body: GuestRoute['body'], refuse: Refuse): void {
  if (body === undefined) return;
  if (!isSchema(body)) throw refuse(`has the route ${route}, whose body has no schema`, 'Give it one, or leave the body out.');
  if (BODILESS.some((method) => route.startsWith(`${method} `)))
    throw refuse(`has the route ${route} with a body, which its method has not`, 'Take the schema away, or another method.');
  const [open] = openPartsOf(body);
  if (open !== undefined)
    throw refuse(`has the route ${route}, in whose body ${open}`, 'Write strict objects, a most for each text and list, and anchored patterns.');
}

/** Actions of the policies that come with the product. */
function ownActions(): object {
  const { Ringwall } = PUBLISHED_POLICIES.schema as { readonly Ringwall: { readonly actions: object } };
  const guests = new Set(Object.keys(PUBLISHED_POLICIES.policies).filter((id) => id.startsWith('custom-guest-')));
  return Object.fromEntries(Object.entries(Ringwall.actions).filter(([action]) => !guests.has(`custom-guest-${action.replace(':', '-')}`)));
}

function areaOf(permission: string): string {
  return permission.split(':')[0] ?? '';
}

function isGuest(value: unknown): value is Guest {
  const { name, permissions, routes } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof name === 'string' && [permissions, routes].every((part) => typeof part === 'object' && part !== null);
}

function isSchema(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'safeParse' in schema;
}
