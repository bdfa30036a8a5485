import type { Guest, GuestPermission } from '../../lambdas/shared/guest/guest';
import { readPolicyFiles } from '../policies/policy-files';
import { PUBLISHED_POLICIES } from '../policies/published-policies';
import { GuestError } from './errors';

const NAME = /^[a-z]+(?:-[a-z]+)*$/;
/** One word, so that no two permissions give their policies one name. */
const ACTION = /^[a-z]+$/;
const ROUTE = /^(?:DELETE|GET|PATCH|POST|PUT) \//;
/** Roles of keys, which a guest gives nothing (AZN-3). */
const OF_KEYS = 'API';
/** Longer ones wouldn't fit into the name of a role, `ringwall-<environment>-<name>`, or of a table. */
const LONGEST_NAME = 30;

type Refuse = (wrong: string, fix: string) => GuestError;

/**
 * What the compiler can't see of guests, or a cast hid from it. Whether their paths are free, `routesOf` sees for all functions.
 * @param ours the functions that aren't guests
 * @throws {GuestError} at the first thing that can't be deployed safely
 */
export function refuseGuests(guests: readonly Guest[]): void {
  const names = new Set<string>();
  const areas = new Set(Object.keys(ownActions()).map((action) => areaOf(action)));
  for (const guest of guests) {
    const refuse: Refuse = (wrong, fix) => new GuestError(guest.name, wrong, fix);
    refuseName(guest.name, names, areas, refuse);
    names.add(guest.name);
    if (!isSchema(guest.record)) throw refuse('has no schema of its records', 'Give it one: `record: z.strictObject({ … })`.');
    refusePermissions(guest, refuse);
    refuseRoutes(guest, refuse);
  }
}

function refuseName(name: string, taken: ReadonlySet<string>, areas: ReadonlySet<string>, refuse: Refuse): void {
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    throw refuse('has a name that is none here', `Write at most ${String(LONGEST_NAME)} lower-case letters, words joined by hyphens, as its file is called.`);
  if (taken.has(name)) throw refuse('has the name of another guest', `Take another than ${[...taken].toSorted().join(', ')}.`);
  if (areas.has(name)) throw refuse('has the name of permissions that aren’t its own', `Take another than ${[...areas].toSorted().join(', ')}.`);
}

function refusePermissions({ name, permissions, routes }: Guest, refuse: Refuse): void {
  const roles = Object.keys(JSON.parse(readPolicyFiles().get('roles.json') ?? '{}') as object).filter((role) => role !== OF_KEYS);
  const demanded = new Set(Object.values(routes).map(({ permission }) => permission));
  for (const [permission, right] of Object.entries(permissions)) {
    if (areaOf(permission) !== name || !ACTION.test(permission.slice(name.length + 1)))
      throw refuse(`has a permission '${permission}', which isn’t its own`, `Call it ${name}:<action>, the action one word in lower case.`);
    refuseRoles(permission, right, roles, refuse);
    if (!demanded.has(permission)) throw refuse(`has the permission ${permission}, which no route demands`, 'Let a route demand it, or take it away.');
  }
}

function refuseRoles(permission: string, { all, own }: GuestPermission, roles: readonly string[], refuse: Refuse): void {
  if (all === undefined && own === undefined)
    throw refuse(`has the permission ${permission}, which nobody has`, 'Name the lowest role that has it: `all` for all records, `own` for one’s own.');
  for (const role of [all, own])
    if (role !== undefined && !roles.includes(role))
      throw refuse(`gives ${permission} to the role ${JSON.stringify(role)}, which there is not`, `Roles: ${roles.join(', ')}.`);
}

function refuseRoutes({ permissions, routes }: Guest, refuse: Refuse): void {
  const known = Object.keys(permissions);
  if (Object.keys(routes).length === 0) throw refuse('has no route', 'Give it one, or take it out of lib/infrastructure/guests.ts.');
  for (const [route, given] of Object.entries(routes)) {
    const { permission, body, handle } = given as Partial<typeof given>;
    if (!ROUTE.test(route)) throw refuse(`has the route '${route}'`, 'Write a method, a space and a path: `GET /invoices/{invoice}`.');
    if (permission === undefined) throw refuse(`has the route ${route}, which demands no permission`, `Let it demand one of ${known.join(', ')}.`);
    if (!known.includes(permission)) throw refuse(`has the route ${route}, which demands ${permission}`, `Its own permissions: ${known.join(', ')}.`);
    if (typeof handle !== 'function') throw refuse(`has the route ${route}, which nobody handles`, 'Give it a handler.');
    if (body !== undefined && !isSchema(body)) throw refuse(`has the route ${route}, whose body has no schema`, 'Give it one, or leave the body out.');
  }
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

function isSchema(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'safeParse' in schema;
}
