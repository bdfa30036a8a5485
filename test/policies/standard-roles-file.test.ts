import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { STANDARD_ROLES } from '../../lambdas/shared/authorization/standard-roles';
import { cedarPolicySet } from '../../lib/policies/cedar-files';
import { compilePolicySet } from '../../lib/policies/compile-policy-set';
import { hashPolicyFiles, readPolicyFiles } from '../../lib/policies/policy-files';
import { standardRoles } from '../../lib/policies/standard-roles-file';
import { errorOf } from '../support/error-of';

const WRITTEN = join(__dirname, '../../lambdas/shared/authorization/standard-roles.ts');
const FILE = 'standard-roles.json';
const ACTIONS = [...COMPILED_POLICIES.actions.keys()];
const files = readPolicyFiles();
/** The files with the roles as somebody changed them. */
const withRoles = (roles: unknown) => new Map([...files, [FILE, JSON.stringify(roles)]]);
const [, administrator, user] = STANDARD_ROLES;

describe("P's roles", () => {
  it('are made of their file: written anew with npx ringwall permissions', () => {
    expect(readFileSync(WRITTEN, 'utf8')).toBe(standardRoles(files, ACTIONS));
    expect(JSON.parse(files.get(FILE) ?? '')).toEqual(STANDARD_ROLES);
  });

  it('are of the set: who grants a role more makes another one, which no function takes for the published', () => {
    const wider = STANDARD_ROLES.map((role) =>
      role.id === 'tenant-admin' ? { ...role, permissions: [...role.permissions, { resource: 'billing', actions: ['write'] }] } : role,
    );
    const changed = withRoles(wider);
    expect(hashPolicyFiles(files)).toBe(COMPILED_POLICIES.hash);
    expect(hashPolicyFiles(changed)).not.toBe(COMPILED_POLICIES.hash);
    expect(compilePolicySet(cedarPolicySet(changed))).toContain(hashPolicyFiles(changed));
    expect(standardRoles(changed, ACTIONS)).toContain('{"resource":"billing","actions":["write"]}');
  });

  it.each([
    ['no list', {}],
    ['a scope that there is not', [{ ...user, scope: 'planet' }]],
    ['a condition that there is not', [{ ...user, permissions: [{ resource: 'account', actions: ['read'], conditions: ['sober'] }] }]],
    ['a role of a tenant', [{ ...user, tenant: 'acme' }]],
    ['an ID that a tenant could have', [{ ...user, id: '00000000-0000-4000-8000-000000000000' }]],
    ['two of one ID', [administrator, administrator]],
    ['an action that there is not', [{ ...user, permissions: [{ resource: 'account', actions: ['read', 'burn'] }] }]],
    ['a resource that there is not', [{ ...user, permissions: [{ resource: 'profile', actions: ['*'] }] }]],
  ])('are refused with %s', (_, roles) => {
    expect(errorOf(() => standardRoles(withRoles(roles), ACTIONS))).toMatchObject({ code: 'not-compilable' });
  });

  it('are refused without their file, and as no JSON', () => {
    for (const text of ['', '[{]']) expect(errorOf(() => standardRoles(new Map([[FILE, text]]), ACTIONS))).toMatchObject({ policy: FILE });
  });
});
