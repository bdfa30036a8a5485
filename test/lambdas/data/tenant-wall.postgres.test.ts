import type { Client } from 'pg';
import defects from '../../../lambdas/data/domain/defects.sql' with { type: 'text' };
import { SEALED_TABLES } from '../../../lambdas/data/domain/sealed-tables';
import { policiesOf } from '../../support/cedar';
import { errorOf } from '../../support/error-of';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { proves } from '../../support/proves';

type Expression = Readonly<Record<string, unknown>>;

/** What the policy names, as the database has it. The tenant that somebody acts in is set for each transaction (0050, 0113). */
const IN_SQL: Readonly<Record<string, string>> = {
  'resource.tenant': 'tenant_id',
  'principal.tenant': '( SELECT app.current_tenant() AS current_tenant)',
};

/** The tables of whose rows somebody could ask, all of them (0135). */
const TABLES = ['attachments', 'documents', 'idempotency_keys', 'outbox', 'tenants', 'users'];

/** A comparison of Cedar's as PostgreSQL writes it back. */
function inSql(expression: Expression): string {
  const { '==': equal } = expression as { readonly '=='?: { readonly left: Expression; readonly right: Expression } };
  if (equal === undefined) throw new Error(`no comparison: ${JSON.stringify(expression)}`);
  return `(${attributeInSql(equal.left)} = ${attributeInSql(equal.right)})`;
}

function attributeInSql(expression: Expression): string {
  const { left, attr } = (expression['.'] ?? {}) as { readonly left?: { readonly Var?: string }; readonly attr?: string };
  const found = IN_SQL[`${left?.Var ?? ''}.${attr ?? ''}`];
  if (found === undefined) throw new Error(`the database has nothing for ${JSON.stringify(expression)}`);
  return found;
}

/** What the forbid `tenant-separation` asks of everybody, whatever leave they have: the first of its alternatives. */
function wallOf(policy = policiesOf()['tenant-separation']): string {
  const [condition, ...others] = policy?.conditions ?? [];
  if (policy?.effect !== 'forbid' || policy.principal.op !== 'All' || policy.action.op !== 'All' || policy.resource.op !== 'All')
    throw new Error('it holds not for everything');
  if (condition?.kind !== 'unless' || others.length > 0) throw new Error('it has another form');
  let body = condition.body as Expression;
  while (body['||'] !== undefined) body = (body['||'] as { readonly left: Expression }).left;
  return inSql(body);
}

const WALL = wallOf();
let database: TestDatabase;
let superuser: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = await database.connectAsSuperuser();
});

afterAll(() => database.drop());

/** The tables that have a tenant and stand not behind the wall, and those that should be there and aren't; after something was planted. */
async function unwalled(plant = 'SELECT'): Promise<readonly string[]> {
  await superuser.query('BEGIN');
  try {
    await superuser.query(plant);
    const { rows } = await superuser.query<{ name: string; walled: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
         SELECT FROM pg_policies p
         WHERE p.schemaname = 'app' AND p.tablename = c.relname AND p.permissive = 'RESTRICTIVE' AND p.cmd = 'ALL' AND p.roles = '{public}'
           AND p.qual = $1 AND p.with_check = $1) AS walled
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'tenant_id' AND NOT a.attisdropped`,
      [WALL],
    );
    const walled = rows.filter((row) => row.walled).map(({ name }) => name);
    return [...new Set([...TABLES, ...rows.map(({ name }) => name)])].filter((name) => !walled.includes(name)).toSorted();
  } finally {
    await superuser.query('ROLLBACK');
  }
}

describe('the wall of row security', () => {
  proves(
    { control: 'AZN-7', part: 'row-security', evidence: 'real-server' },
    'is on every table with a tenant, in USING and WITH CHECK, the comparison that the Cedar forbid tenant-separation makes of everybody',
    async () => {
      expect(WALL).toBe('(tenant_id = ( SELECT app.current_tenant() AS current_tenant))');
      expect(await unwalled()).toEqual([]);
      expect(TABLES).toEqual(expect.arrayContaining(Object.keys(SEALED_TABLES)));
    },
  );

  it('is what each migration is searched for too', () => {
    expect(defects.split(WALL.replaceAll("'", "''"))).toHaveLength(3);
  });

  it.each([
    ['it is missing', 'DROP POLICY tenant_wall ON app.outbox'],
    ['it lets all be read', 'ALTER POLICY tenant_wall ON app.outbox USING (true) WITH CHECK (tenant_id = (SELECT app.current_tenant()))'],
    ['it lets all be written', 'ALTER POLICY tenant_wall ON app.outbox USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (true)'],
    [
      'it has a way round',
      'ALTER POLICY tenant_wall ON app.outbox USING (tenant_id = (SELECT app.current_tenant()) OR id IS NULL) WITH CHECK (tenant_id = (SELECT app.current_tenant()))',
    ],
    ['it is for one role', 'ALTER POLICY tenant_wall ON app.outbox TO ringwall_application'],
    ['the owner escapes it', 'ALTER TABLE app.outbox NO FORCE ROW LEVEL SECURITY'],
    ['it is switched off', 'ALTER TABLE app.outbox DISABLE ROW LEVEL SECURITY'],
    ['the tenant is gone from the table', 'ALTER TABLE app.outbox DROP COLUMN tenant_id CASCADE'],
  ])('is missed where %s', async (_, plant) => {
    expect(await unwalled(plant)).toEqual(['outbox']);
  });

  it('is missed on a new table', async () => {
    expect(await unwalled('CREATE TABLE app.notes (tenant_id uuid NOT NULL)')).toEqual(['notes']);
  });

  it('is no more the policy when that says otherwise', () => {
    const policy = policiesOf()['tenant-separation']!;
    const saying = (body: object) => errorOf(() => wallOf({ ...policy, conditions: [{ kind: 'unless', body: body as never }] }));
    const attribute = (variable: string, attr: string) => ({ '.': { left: { Var: variable }, attr } });
    expect(saying({ '==': { left: attribute('resource', 'creator'), right: attribute('principal', 'id') } })).toBeInstanceOf(Error);
    expect(saying({ '!=': { left: attribute('resource', 'tenant'), right: attribute('principal', 'tenant') } })).toBeInstanceOf(Error);
    expect(errorOf(() => wallOf({ ...policy, principal: { op: 'is', entity_type: 'Ringwall::Person' } }))).toBeInstanceOf(Error);
  });
});
