import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { grantsOf } from '../../lambdas/shared/authorization/custom-role';
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
const KEYS: readonly (readonly [string, Principal])[] = [
  ['API', key(ACTIONS)],
  ['API, read:all', key([...ACTIONS, 'read:all'])],
];

/** Who may do what, as the compiled policies decide it, cell by cell with the policy that decides (AZN-1 to AZN-5, AZN-9). */
export function accessMatrix(): readonly MatrixTable[] {
  return [
    matrixTable(
      'The matrix of T§3.1: known device and place, low risk',
      [...LADDER.slice(1), ...KEYS.slice(0, 1)],
      PERMISSIONS.map(([permission, actions, record]) => [permission, (asker) => actions.map((action) => ask(asker, action, record, CALM))]),
    ),
    matrixTable('Every action: known device and place, low risk', [...LADDER, ...CUSTOM, ...KEYS], everyAction(CALM)),
    matrixTable('Every action: nothing known of device, place and risk', [...LADDER, ...CUSTOM, ...KEYS], everyAction(UNKNOWN)),
    matrixTable("Another tenant's records, without leave to enter it", [...LADDER, ...CUSTOM, ...KEYS], everyAction(CALM, 'there')),
    matrixTable("Another tenant's records, with leave to enter it", [...LADDER, ...CUSTOM], everyAction(ENTERED, 'there')),
  ];
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

function key(scopes: readonly string[]): Principal {
  return { type: 'ServiceAccount', id: 'api-key/asker', tenant: TENANT, roles: ['API'], scopes, creator: person(['OWNER']) };
}
