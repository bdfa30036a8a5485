import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import type { AccessRequest } from '../../../../lambdas/shared/authorization/request';
import { CALM, resourceOf, someKey, someone } from '../../../support/access-requests';
import { proves } from '../../../support/proves';

const ROLES = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'API'] as const;
type Cell = 'x' | '-';

/** T§3.1 as it is printed: a row a permission, with the actions that it stands for and whose record it is about. */
const MATRIX: readonly (readonly [permission: string, actions: readonly string[], record: 'another' | 'own', ...cells: Cell[]])[] = [
  ['manage tenant settings', ['settings:read', 'settings:write'], 'own', 'x', '-', '-', '-', '-'],
  ['manage billing', ['billing:read', 'billing:write'], 'own', 'x', '-', '-', '-', '-'],
  ['invite and remove users', ['users:read', 'users:write', 'users:delete'], 'own', 'x', 'x', '-', '-', '-'],
  ['create documents', ['documents:create'], 'own', 'x', 'x', 'x', '-', 'x'],
  ['read own documents', ['documents:read'], 'own', 'x', 'x', 'x', 'x', 'x'],
  ['read all documents', ['documents:read-all', 'documents:read'], 'another', 'x', 'x', '-', '-', '-'],
  ['update own documents', ['documents:update'], 'own', 'x', 'x', 'x', '-', 'x'],
  ['delete documents', ['documents:delete'], 'own', 'x', 'x', '-', '-', '-'],
  ['export data', ['data:export'], 'own', 'x', 'x', '-', '-', '-'],
  ['view audit logs', ['audit:read'], 'own', 'x', 'x', '-', '-', '-'],
];
const EVERY_SCOPE = MATRIX.flatMap(([, actions]) => actions);

const holder = (role: string): AccessRequest['principal'] => (role === 'API' ? someKey({ scopes: EVERY_SCOPE }) : someone({ roles: [role] }));
const ask = (request: AccessRequest) => decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, request);
const may = (role: string, action: string, record: 'another' | 'own'): boolean => {
  const principal = holder(role);
  return ask({ principal, action, resource: resourceOf(action, record === 'own' ? principal.id : 'account/bob'), context: CALM }).allowed;
};

describe('the matrix of T§3.1', () => {
  const cells = MATRIX.flatMap(([permission, actions, record, ...row]) =>
    row.map((cell, index) => ({ permission, actions, record, role: ROLES[index] ?? '', cell })),
  );

  it('has fifty cells', () => {
    expect(cells).toHaveLength(50);
  });

  proves({ control: 'AZN-1', part: 'matrix', evidence: 'in-process' }, 'each of the fifty cells is decided as the matrix has it', () => {
    const wrong = cells.filter(({ actions, record, role, cell }) => actions.some((action) => may(role, action, record) !== (cell === 'x')));
    expect(wrong).toEqual([]);
  });

  proves(
    { control: 'AZN-1', part: 'hierarchy', evidence: 'in-process' },
    'each role has what the one below it has and more, or the same; API has nothing of theirs, nor they of its',
    () => {
      const asks = [...COMPILED_POLICIES.actions.keys()].flatMap((action) => (['own', 'another'] as const).map((record) => ({ action, record })));
      const rightsOf = (role: string) => asks.filter(({ action, record }) => may(role, action, record)).map(({ action, record }) => `${record} ${action}`);
      const ladder = ['VIEWER', 'MEMBER', 'ADMIN', 'OWNER', 'SUPER_ADMIN'];
      ladder.slice(1).forEach((role, index) => {
        expect(rightsOf(role)).toEqual(expect.arrayContaining(rightsOf(ladder[index] ?? '')));
      });
      expect(rightsOf('SUPER_ADMIN').filter((right) => !right.endsWith(' tenants:enter'))).toEqual(rightsOf('OWNER'));
      expect(rightsOf('OWNER').length).toBeGreaterThan(rightsOf('ADMIN').length);
      expect(asks.some(({ action }) => ask({ principal: someKey(), action, resource: resourceOf(action, 'api-key/k1'), context: CALM }).allowed)).toBe(false);
      expect(
        asks.some(({ action }) => ask({ principal: someone({ roles: ['API'] }), action, resource: resourceOf(action, 'account/ann'), context: CALM }).allowed),
      ).toBe(false);
    },
  );
});
