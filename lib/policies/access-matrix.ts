import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { grantsOf, type CustomRole } from '../../lambdas/shared/authorization/custom-role';
import { decide } from '../../lambdas/shared/authorization/decide';
import type { AccessRequest, Environment, PersonSubject, Resource } from '../../lambdas/shared/authorization/request';
import { STANDARD_ROLES } from '../../lambdas/shared/authorization/standard-roles';

/** What the policies say to one question, or to several that stand for one permission. */
export interface MatrixCell {
  readonly allowed: boolean;
  /** The `@id`s of the policies that decided; none where nothing permits. */
  readonly policies: readonly string[];
  /** Why, where it isn't allowed. */
  readonly reason: string;
}

/** Questions by row, and by column who asks. */
export interface MatrixTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly what: string; readonly cells: readonly MatrixCell[] }[];
}

const TENANT = 'here';
const NOW = 1_800_000_000;
const CALM: Environment = { now: NOW, minute: 600, device: 'known', location: 'DE', risk: 0 };
const UNKNOWN: Environment = { now: NOW, minute: 600 };
const ENTERED: Environment = { ...CALM, breakGlass: { account: 'account/asker', tenant: 'there', expiresAt: NOW + 60 } };

type WhoseRecord = 'another' | 'own';
type Principal = AccessRequest['principal'];

/** T§3.1 as it is printed: each permission with the actions that it stands for, and whose record it is about. */
const PERMISSIONS: readonly (readonly [permission: string, actions: readonly string[], record: WhoseRecord])[] = [
  ['Manage tenant settings', ['settings:read', 'settings:write'], 'own'],
  ['Manage billing', ['billing:read', 'billing:write'], 'own'],
  ['Invite and remove users', ['users:read', 'users:write', 'users:delete'], 'own'],
  ['Create documents', ['documents:create'], 'own'],
  ['Read own documents', ['documents:read'], 'own'],
  ['Read all documents', ['documents:read-all', 'documents:read'], 'another'],
  ['Update own documents', ['documents:update'], 'own'],
  ['Delete documents', ['documents:delete'], 'own'],
  ['Export data', ['data:export'], 'own'],
  ['View audit logs', ['audit:read'], 'own'],
];
const ACTIONS = [...COMPILED_POLICIES.actions.keys()].toSorted();

const LADDER = ['SUPER_ADMIN', 'OWNER', 'ADMIN', 'MEMBER', 'VIEWER'].map((role) => [role, person([role])] as const);
/** P's roles that somebody can hold: no tenant gives one that is global, and no order does. */
const CUSTOM = STANDARD_ROLES.filter(({ scope }) => scope !== 'global').map(
  (role) => [role.id, { ...person([]), grants: grantsOf(role, TENANT, ACTIONS) }] as const,
);
const TRUSTED: CustomRole = {
  id: 'trusted',
  name: 'Trusted',
  tenant: TENANT,
  scope: 'tenant',
  permissions: [{ resource: '*', actions: ['*'], conditions: ['trusted'] }],
};
const KEYS: readonly (readonly [string, Principal])[] = [
  ['API', key(ACTIONS)],
  ['API, read:all', key([...ACTIONS, 'read:all'])],
];

const PEOPLE = [...LADDER, ...CUSTOM];
const EVERYBODY = [...PEOPLE, ...KEYS];

/** One thing alone that isn't as it should be. */
const BAD_SIGNS: readonly (readonly [what: string, context: Environment, hours?: PersonSubject['hours']])[] = [
  ['an unknown device', { ...CALM, device: 'unknown' }],
  ['an unknown place', { ...CALM, location: 'unknown' }],
  ['a time outside the tenant’s hours', CALM, { from: 0, until: CALM.minute }],
  ['a risk of 40', { ...CALM, risk: 40 }],
  ['a risk of 70', { ...CALM, risk: 70 }],
];

/** Who may do what, as the compiled policies decide it, cell by cell with the policy that decides (AZN-1 to AZN-5, AZN-9). */
export function accessMatrix(): readonly MatrixTable[] {
  const calm = matrixTable('Every action: known device and place, low risk', EVERYBODY, everyAction(CALM));
  return [
    matrixTable(
      'The matrix of T§3.1: known device and place, low risk',
      [...LADDER.slice(1), ...KEYS.slice(0, 1)],
      PERMISSIONS.map(([permission, actions, record]) => [permission, (asker) => actions.map((action) => ask(asker, action, record, CALM))]),
    ),
    calm,
    ...BAD_SIGNS.map(([what, context, hours]) => {
      const askers = EVERYBODY.map(([name, asker]) => [name, within(asker, hours)] as const);
      return onlyOther(matrixTable(`Other than with all known and low risk: ${what}`, askers, everyAction(context)), calm);
    }),
    trustedTable(),
    matrixTable('Every action: nothing known of device, place and risk', EVERYBODY, everyAction(UNKNOWN)),
    matrixTable("Another tenant's records, without leave to enter it", EVERYBODY, everyAction(CALM, 'there')),
    matrixTable("Another tenant's records, with leave to enter it", PEOPLE, everyAction(ENTERED, 'there')),
  ];
}

/** A role of a tenant that grants everything on that condition: whether all of it is there, by circumstance. */
function trustedTable(): MatrixTable {
  const signs = [['all known, low risk', CALM] as const, ...BAD_SIGNS];
  const granted = grantedBy(TRUSTED).grants.map(({ permission }) => permission);
  const isSensitive = (action: string): boolean => COMPILED_POLICIES.actions.get(action)?.forbids.some(({ id }) => id === 'high-risk') === true;
  const row = (what: string, actions: readonly string[]) => ({
    what,
    cells: signs.map(([, context, hours]) => together(actions.map((action) => ask(within(grantedBy(TRUSTED), hours), action, 'own', context)))),
  });
  return {
    title: 'A custom role that grants everything on the condition “trusted”, by circumstance',
    columns: signs.map(([what]) => what),
    rows: [
      row(
        'Sensitive actions',
        granted.filter((action) => action !== 'tenants:enter' && isSensitive(action)),
      ),
      row(
        'All others',
        granted.filter((action) => !isSensitive(action)),
      ),
    ],
  };
}

function within<T extends Principal>(asker: T, hours: PersonSubject['hours']): T {
  return hours === undefined || asker.type !== 'Person' ? asker : { ...asker, hours };
}

/** The rows in which somebody may do less, or more, than in another table of the same rows. */
function onlyOther(table: MatrixTable, { rows: before }: MatrixTable): MatrixTable {
  const differs = ({ cells }: MatrixTable['rows'][number], index: number): boolean =>
    cells.some(({ allowed }, column) => before[index]?.cells[column]?.allowed !== allowed);
  return { ...table, rows: table.rows.filter(differs) };
}

type Row = readonly [what: string, answers: (asker: Principal) => readonly MatrixCell[]];

function matrixTable(title: string, askers: readonly (readonly [string, Principal])[], rows: readonly Row[]): MatrixTable {
  return {
    title,
    columns: askers.map(([name]) => name),
    rows: rows.map(([what, answers]) => ({ what, cells: askers.map(([, asker]) => together(answers(asker))) })),
  };
}

function everyAction(context: Environment, tenant = TENANT): Row[] {
  return ACTIONS.flatMap((action) => {
    const records: readonly WhoseRecord[] = typeOf(action) === 'Tenant' ? ['own'] : ['own', 'another'];
    return records.map((record): Row => {
      const what = records.length === 1 ? action : `${action}, ${record === 'own' ? 'own' : "another's"}`;
      return [what, (asker) => [ask(asker, action, record, context, tenant)]];
    });
  });
}

function ask(principal: Principal, action: string, record: WhoseRecord, context: Environment, tenant = TENANT): MatrixCell {
  const resource = resourceOf(action, record === 'own' ? principal.id : 'account/another', tenant);
  const { allowed, policy, reason } = decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, { principal, action, resource, context });
  return { allowed, policies: policy === undefined ? [] : [policy], reason };
}

/** A permission is there when each action that it stands for is; a refusal names what refuses. */
function together(cells: readonly MatrixCell[]): MatrixCell {
  const allowed = cells.every((cell) => cell.allowed);
  const deciding = cells.filter((cell) => cell.allowed === allowed);
  return { allowed, policies: [...new Set(deciding.flatMap(({ policies }) => policies))], reason: deciding[0]?.reason ?? 'no-permit' };
}

function typeOf(action: string): string {
  return COMPILED_POLICIES.actions.get(action)?.resources[0] ?? 'Tenant';
}

function resourceOf(action: string, creator: string, tenant: string): Resource {
  const type = typeOf(action);
  return type === 'Account' || type === 'Document' ? { type, tenant, creator } : { type: 'Tenant', tenant };
}

function person(roles: readonly string[]): PersonSubject {
  return { type: 'Person', id: 'account/asker', tenant: TENANT, roles, grants: [] };
}

function grantedBy(role: CustomRole): PersonSubject {
  return { ...person([]), grants: grantsOf(role, TENANT, ACTIONS) };
}

function key(scopes: readonly string[]): Principal {
  return { type: 'ServiceAccount', id: 'api-key/asker', tenant: TENANT, roles: ['API'], scopes, creator: person(['OWNER']) };
}
