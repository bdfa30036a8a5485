import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cedarPolicySet, publishedPolicies } from '../policies/cedar-files';
import { compilePolicySet } from '../policies/compile-policy-set';
import { GUEST_POLICY_FILES, guestPolicyFiles } from '../policies/guest-policies';
import { readPolicyFiles } from '../policies/policy-files';
import { standardRoles } from '../policies/standard-roles-file';
import { constructIdOf } from './constructs/api/resources';
import { BODILESS, nameOfRoute, placedRoutes } from './constructs/api/routes';
import { allGuests, contractsOf } from './contracts';
import { StalePermissionsError } from './errors';

const ROOT = resolve(__dirname, '../..');
const POLICIES = 'lambdas/shared/authorization/policies';
const NOTE = 'and never written by hand: npx ringwall permissions makes it anew (decision 0123).';

/**
 * What follows from the contracts and guests, and from Cedar's files, and must be seen where it is decided: by path, the text as it
 * should stand; `undefined` for what shouldn't.
 * @throws {GuestError}, {RouteError} for a guest or a route that can't be deployed safely
 * @throws {NotCompilableError} for a policy that can't be compiled
 */
export function permissionFiles(): ReadonlyMap<string, string | undefined> {
  const ofGuests = guestPolicyFiles(allGuests());
  const policies = policyFilesWith(ofGuests);
  const set = cedarPolicySet(policies);
  return new Map([
    ['lambdas/identity/domain/route-permissions.ts', routePermissions()],
    ...GUEST_POLICY_FILES.map((name) => [`${POLICIES}/${name}`, ofGuests.get(name)] as const),
    ['lib/assurance/exceptions/guest-constructs.ts', guestConstructs()],
    ['lib/assurance/checks/support/guest-bodiless.ts', guestBodiless()],
    ['lambdas/shared/authorization/compiled-policies.ts', compilePolicySet(set)],
    ['lambdas/shared/authorization/standard-roles.ts', standardRoles(policies, Object.keys(set.actions))],
    ['lib/policies/published-policies.json', `${JSON.stringify(publishedPolicies(policies), null, 2)}\n`],
  ]);
}

/** @throws {StalePermissionsError} when a contract, a guest or a policy was changed and what follows wasn't, or this was by hand */
export function requireCurrentPermissions(): void {
  const stale = [...permissionFiles()].filter(([path, text]) => textOf(path) !== text).map(([path]) => path);
  if (stale.length > 0) throw new StalePermissionsError(stale);
}

/** Cedar's files as they will lie there, sorted by name as they are read. */
function policyFilesWith(ofGuests: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const others = [...readPolicyFiles()].filter(([name]) => !GUEST_POLICY_FILES.includes(name));
  return new Map([...others, ...ofGuests].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function textOf(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The authorizer's table. */
function routePermissions(): string {
  const routes = placedRoutes(contractsOf('request'));
  const rows = routes.flatMap((route) => ('permission' in route.access ? [`  ['${nameOfRoute(route)}', '${route.access.permission}'],`] : [])).toSorted();
  const sensitive = allGuests().flatMap(({ permissions }) => Object.entries(permissions).flatMap(([name, right]) => (right.sensitive === true ? [name] : [])));
  return `// Made of the contracts of all functions and guests, ${NOTE}

/** What each route demands of its caller, by method and path (AZN-6). What isn't here is denied; public routes never come to the authorizer. */
export const ROUTE_PERMISSIONS: ReadonlyMap<string, string> = new Map([
${rows.join('\n')}
]);

/** Permissions of guests for which a revocation holds at once (IDN-9). */
export const SENSITIVE_OF_GUESTS: ReadonlySet<string> = new Set<string>([${listOf(sensitive)}]);
`;
}

/** What is decided for every function and route of the API is decided for those of guests, which the same code makes. */
function guestConstructs(): string {
  const guests = contractsOf('request').filter(({ path }) => path.startsWith('guests/'));
  const functions = guests.map(({ name }) => `api/Function-${name}/Function`);
  const methods = guests.flatMap(({ routes = [] }) => routes.map(({ method, path }) => `api/Gateway/${method}-${constructIdOf(path)}`));
  return `// Made of the guests, ${NOTE}

/** The functions of guests, as the entries of the register name what is true of every function of the API. */
export const GUEST_FUNCTIONS: readonly string[] = [${listOf(functions)}];

/** Their routes. */
export const GUEST_METHODS: readonly string[] = [${listOf(methods)}];
`;
}

/** What a check would take for a body that nothing validates. */
function guestBodiless(): string {
  const routes = contractsOf('request').flatMap(({ path, routes = [] }) => (path.startsWith('guests/') ? routes : []));
  const bodiless = routes.filter(({ method, model }) => model === undefined && !BODILESS.includes(method));
  return `// Made of the guests, ${NOTE}

/** Routes of guests that change something and take no body. */
export const GUEST_BODILESS: readonly string[] = [${listOf(bodiless.map(nameOfRoute))}];
`;
}

/** One a line, so that a change shows what it changes. */
function listOf(texts: readonly string[]): string {
  return texts.length === 0
    ? ''
    : `\n${texts
        .toSorted()
        .map((text) => `  '${text}',\n`)
        .join('')}`;
}
