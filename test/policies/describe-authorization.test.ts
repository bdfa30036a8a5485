import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILED_POLICIES } from '../../lambdas/shared/authorization/compiled-policies';
import { policiesOf } from '../../lib/policies/cedar-files';
import { describeAuthorization } from '../../lib/policies/describe-authorization';
import { readPolicyFiles } from '../../lib/policies/policy-files';
import { policyTexts } from '../../lib/policies/policy-texts';

const { policySet, hierarchy, sensitive, terms, elsewhere, tables, policies } = describeAuthorization();
const tableOf = (title: string) => tables.find((table) => table.title.startsWith(title))!;
const cellOf = (title: string, what: string, who: string) => {
  const { columns, rows } = tableOf(title);
  return rows.find((row) => row.what === what)!.cells[columns.indexOf(who)];
};

describe('authorization as the audit pack tells it', () => {
  it('names the set of policies that the functions run', () => {
    expect(policySet).toBe(COMPILED_POLICIES.hash);
  });

  it('has the fifty cells of T§3.1, each with the policy that permits or with why none does', () => {
    const cells = tableOf('The matrix').rows.flatMap((row) => row.cells);
    expect(cells).toHaveLength(50);
    expect(cells.filter(({ allowed }) => allowed)).toHaveLength(25);
    for (const { allowed, policies: deciding, reason } of cells) expect(allowed ? deciding.length > 0 : reason !== 'permitted').toBe(true);
  });

  it('tells which policy decides', () => {
    expect(cellOf('The matrix', 'Create documents', 'MEMBER')).toEqual({ allowed: true, policies: ['documents-create'], reason: 'permitted' });
    expect(cellOf('The matrix', 'Create documents', 'VIEWER')).toEqual({ allowed: false, policies: [], reason: 'no-permit' });
    expect(cellOf('The matrix', 'Export data', 'API')).toEqual({ allowed: false, policies: ['keys-never'], reason: 'forbidden' });
    expect(cellOf('Every action: known', "documents:read, another's", 'API, read:all')).toMatchObject({ allowed: true, policies: ['key-reads-all'] });
    expect(cellOf('Every action: known', 'users:write', 'tenant-admin')).toMatchObject({ allowed: true, policies: ['custom-users-write'] });
  });

  it('has a column for each role that somebody can hold, and none for one that nobody can', () => {
    expect(tableOf('Every action: known').columns).toEqual([
      'SUPER_ADMIN',
      'OWNER',
      'ADMIN',
      'MEMBER',
      'VIEWER',
      'tenant-admin',
      'user',
      'API',
      'API, read:all',
    ]);
  });

  it.each([
    ['an unknown device', 'unknown-device'],
    ['an unknown place', 'unknown-location'],
    ['a time outside', 'outside-hours'],
    ['a risk of 70', 'high-risk'],
  ])('shows what %s alone denies, and by which policy', (what, policy) => {
    const table = tableOf(`Other than with all known and low risk: ${what}`);
    expect(cellOf(table.title, 'data:export', 'OWNER')).toEqual({ allowed: false, policies: [policy], reason: 'forbidden' });
    const actions = new Set(table.rows.map((row) => row.what.split(',')[0]));
    expect([...actions]).toEqual(sensitive);
    for (const { cells } of table.rows) expect(cells.some(({ policies: deciding }) => deciding.includes(policy))).toBe(true);
  });

  it("shows where the condition “trusted” ends: a risk of 40 changes nothing else, and a role's permission is gone", () => {
    expect(tableOf('Other than with all known and low risk: a risk of 40').rows).toEqual([]);
    const { columns, rows } = tableOf('A custom role that grants everything on the condition');
    const allowed = Object.fromEntries(rows.map((row) => [row.what, columns.filter((_, index) => row.cells[index]?.allowed)]));
    expect(allowed).toEqual({
      'Sensitive actions': ['all known, low risk'],
      'All others': ['all known, low risk', 'a time outside the tenant’s hours'],
    });
  });

  it('tells the hierarchy and what is sensitive as the compiled policies have them', () => {
    expect(hierarchy.map(({ role }) => role)).toEqual(COMPILED_POLICIES.roles);
    expect(hierarchy[0]).toEqual({ role: 'SUPER_ADMIN', inherits: ['OWNER'] });
    const forbidden = [...COMPILED_POLICIES.actions].filter(([, { forbids }]) => forbids.some(({ id }) => id === 'high-risk'));
    expect(sensitive).toEqual(forbidden.map(([action]) => action).toSorted());
  });

  it('explains every column that is no role of the hierarchy, and names files that there are for the rules beside it', () => {
    const named = terms.map(({ term }) => term).join(' ');
    for (const column of tableOf('Every action: known').columns) expect(`${named} ${COMPILED_POLICIES.roles.join(' ')}`).toContain(column.split(',')[0]);
    expect(elsewhere.filter(({ file }) => !existsSync(join(__dirname, '../..', file)))).toEqual([]);
  });

  it('denies what is sensitive while nothing is known, to everybody', () => {
    const { rows } = tableOf('Every action: nothing');
    const forbidden = rows.filter(({ cells }) => cells.every(({ allowed }) => !allowed)).map(({ what }) => what);
    expect(forbidden).toEqual(expect.arrayContaining(['data:export', 'documents:delete, own', 'settings:write', 'users:write']));
  });

  it('lets nobody into another tenant but SUPER_ADMIN, with leave', () => {
    const closed = tableOf("Another tenant's records, without").rows.flatMap((row) => row.cells);
    expect(closed.filter(({ allowed }) => allowed)).toEqual([]);
    const { columns, rows } = tableOf("Another tenant's records, with leave");
    const entering = columns.filter((_, index) => rows.some(({ cells }) => cells[index]?.allowed === true));
    expect(entering).toEqual(['SUPER_ADMIN']);
    const refused = ['api-keys:write', 'settings:read', 'settings:write', 'users:delete', 'users:read', 'users:write'];
    for (const what of refused)
      expect([what, cellOf("Another tenant's records, with leave", what, 'SUPER_ADMIN')]).toEqual([
        what,
        { allowed: false, policies: ['visited-not-administered'], reason: 'forbidden' },
      ]);
  });

  it('shows every policy as it is written, and knows each that a cell names', () => {
    expect(policies.map(({ id }) => id)).toEqual([...new Set(policies.map(({ id }) => id))].toSorted());
    const named = tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.policies)));
    const compiled = [...COMPILED_POLICIES.actions.values()].flatMap(({ forbids, permits }) => [...forbids, ...permits].map(({ id }) => id));
    expect(policies.map(({ id }) => id)).toEqual(expect.arrayContaining([...named, ...compiled]));
  });

  it('shows each policy that Cedar reads, whatever its ID', () => {
    expect(policies.map(({ id }) => id)).toEqual(Object.keys(policiesOf(readPolicyFiles())).toSorted());
    expect(policyTexts(new Map([['a.cedar', '@id("risk-70")\nforbid (principal, action, resource);\n']]))).toEqual([
      { id: 'risk-70', effect: 'forbid', text: 'forbid (principal, action, resource);' },
    ]);
  });

  it('keeps a comment with its policy, and nothing of the next one', () => {
    const text = '// Why.\n@id("first")\npermit (principal, action, resource);\n\n@id("second")\nforbid (principal, action, resource)\nunless { true };\n';
    expect(policyTexts(new Map([['a.cedar', text]]))).toEqual([
      { id: 'first', effect: 'permit', text: '// Why.\npermit (principal, action, resource);' },
      { id: 'second', effect: 'forbid', text: 'forbid (principal, action, resource)\nunless { true };' },
    ]);
  });
});
