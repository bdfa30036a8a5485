import type { Client } from 'pg';
import defects from '../../../lambdas/data/domain/defects.sql' with { type: 'text' };
import { FIELD_CLASSES } from '../../../lambdas/shared/fields/field-class';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { proves } from '../../support/proves';

const TABLE = 'CREATE TABLE app.notes (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id))';
const STATISTICS = 'ALTER TABLE app.notes ALTER COLUMN tenant_id SET STATISTICS 0, ALTER COLUMN id SET STATISTICS 0';
const ENABLE = 'ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY';
const FORCE = 'ALTER TABLE app.notes FORCE ROW LEVEL SECURITY';
const WALL =
  'CREATE POLICY tenant_wall ON app.notes AS RESTRICTIVE TO PUBLIC USING (tenant_id = (SELECT app.current_tenant())) WITH CHECK (tenant_id = (SELECT app.current_tenant()))';
const SAFE = [TABLE, STATISTICS, ENABLE, FORCE, WALL];
const NO_WALL = 'has no restrictive policy for everybody and every command that compares the tenant in USING and WITH CHECK';

/** What is planted, and the one defect that it is. */
const PLANTED: readonly (readonly [plant: string, statements: readonly string[], object: string, defect: string])[] = [
  [
    'a table without a tenant',
    [
      'CREATE TABLE app.notes (id uuid PRIMARY KEY)',
      'ALTER TABLE app.notes ALTER COLUMN id SET STATISTICS 0',
      ENABLE,
      FORCE,
      'CREATE POLICY p ON app.notes USING (true)',
    ],
    'notes',
    'has no column tenant_id uuid NOT NULL',
  ],
  [
    'a table whose tenant may be NULL',
    ['CREATE TABLE app.notes (tenant_id uuid, id uuid)', STATISTICS, ENABLE, FORCE, WALL],
    'notes',
    'has no column tenant_id uuid NOT NULL',
  ],
  ['a table without row security', [TABLE, STATISTICS, WALL, FORCE], 'notes', 'has row security disabled'],
  ["a table that doesn't force row security", [TABLE, STATISTICS, ENABLE, WALL], 'notes', 'has row security that its owner escapes'],
  ['a table without a policy', [TABLE, STATISTICS, ENABLE, FORCE], 'notes', NO_WALL],
  ['a policy without WITH CHECK', [...SAFE.slice(0, 4), WALL.slice(0, WALL.indexOf(' WITH CHECK'))], 'notes', NO_WALL],
  ['a policy that is true', [...SAFE.slice(0, 4), 'CREATE POLICY tenant_wall ON app.notes AS RESTRICTIVE USING (true) WITH CHECK (true)'], 'notes', NO_WALL],
  [
    'a policy for reading alone',
    [...SAFE.slice(0, 4), 'CREATE POLICY tenant_wall ON app.notes AS RESTRICTIVE FOR SELECT USING (tenant_id = (SELECT app.current_tenant()))'],
    'notes',
    NO_WALL,
  ],
  ['a policy for one role alone', [...SAFE.slice(0, 4), WALL.replace('TO PUBLIC', 'TO ringwall_application')], 'notes', NO_WALL],
  ['a permissive policy, which another one opens', [...SAFE.slice(0, 4), WALL.replace('RESTRICTIVE', 'PERMISSIVE')], 'notes', NO_WALL],
  [
    'a comparison with another function',
    [
      ...SAFE.slice(0, 4),
      'CREATE FUNCTION app.any_tenant() RETURNS uuid LANGUAGE sql STABLE RETURN gen_random_uuid()',
      WALL.replaceAll('app.current_tenant()', 'app.any_tenant()'),
    ],
    'notes',
    NO_WALL,
  ],
  ['a unique column without the tenant', [...SAFE, 'CREATE UNIQUE INDEX notes_once ON app.notes (id)'], 'notes.notes_once', 'is unique across tenants'],
  [
    'a foreign key without the tenant',
    ['CREATE UNIQUE INDEX users_once ON app.users (id)', ...SAFE, 'ALTER TABLE app.notes ADD CONSTRAINT notes_user FOREIGN KEY (id) REFERENCES app.users (id)'],
    'notes.notes_user',
    'refers across tenants',
  ],
  [
    'a foreign key that crosses tenant and ID',
    [...SAFE, 'ALTER TABLE app.notes ADD CONSTRAINT notes_user FOREIGN KEY (id, tenant_id) REFERENCES app.users (tenant_id, id)'],
    'notes.notes_user',
    'refers across tenants',
  ],
  ['a column with statistics', [...SAFE, 'ALTER TABLE app.notes ADD COLUMN text text'], 'notes.text', 'has statistics, which show values of all tenants'],
  ['a personal column in clear', ["COMMENT ON COLUMN app.documents.title IS 'class: pii'"], 'documents.title', 'has a class of field and may hold it in clear'],
  ...['class:pii', 'Class: pii', 'CLASS = pii', ' class: pii', 'class: PII', 'class: pii, of the owner', "the owner''s; class: pii"].map(
    (comment) =>
      [
        `a column in clear whose comment is "${comment}"`,
        [`COMMENT ON COLUMN app.documents.title IS '${comment}'`],
        'documents.title',
        'has a comment that seems to name a class of field, and isn\'t of the form "class: name"',
      ] as const,
  ),
  [
    'a sealed column whose type is changed',
    ['ALTER TABLE app.users ALTER COLUMN phone TYPE bytea'],
    'users.phone',
    'has a class of field and may hold it in clear',
  ],
  ['a sealed column without a class', ["COMMENT ON COLUMN app.users.phone IS 'a number'"], 'users.phone', 'is sealed and has no class of field'],
  [
    'a tenant that may be changed',
    [...SAFE, 'GRANT UPDATE ON app.notes TO ringwall_application'],
    'notes.tenant_id',
    'may be changed, which moves rows between tenants',
  ],
  [
    'a tenant that may be changed by column',
    [...SAFE, 'GRANT UPDATE (tenant_id) ON app.notes TO ringwall_application'],
    'notes.tenant_id',
    'may be changed, which moves rows between tenants',
  ],
  [
    'TRUNCATE',
    [...SAFE, 'GRANT TRUNCATE ON app.notes TO ringwall_application'],
    'notes',
    "grants TRUNCATE to ringwall_application, which row security doesn't bind",
  ],
  ['a right for everybody', [...SAFE, 'GRANT SELECT ON app.notes TO PUBLIC'], 'notes', 'grants SELECT to everybody'],
  ['another owner', [...SAFE, 'ALTER TABLE app.notes OWNER TO ringwall_application'], 'notes', 'is not owned by ringwall_owner'],
  [
    "a view with its owner's rights",
    ['CREATE VIEW app.titles AS SELECT title FROM app.documents'],
    'titles',
    "is a view that doesn't run with the rights of whoever asks",
  ],
  [
    'a materialized view',
    ['CREATE MATERIALIZED VIEW app.titles AS SELECT title FROM app.documents'],
    'titles',
    'keeps rows of all tenants, outside of row security',
  ],
  ['a sequence', ['CREATE SEQUENCE app.numbers'], 'numbers', 'is a sequence, which counts the rows of all tenants'],
  [
    "a function with its owner's rights",
    ['CREATE FUNCTION app.all_titles() RETURNS bigint LANGUAGE sql SECURITY DEFINER RETURN (SELECT count(*) FROM app.documents)'],
    'app.all_titles()',
    "runs with its owner's rights",
  ],
  [
    'a leakproof function',
    ['CREATE FUNCTION app.peek(text) RETURNS boolean LANGUAGE sql LEAKPROOF RETURN true'],
    'app.peek(text)',
    'is leakproof: it sees rows before row security does',
  ],
];

/** Whether what is planted is about the classes of fields (KEY-9). */
const isOfClass = ([, , , defect]: (typeof PLANTED)[number]): boolean => defect.includes('class of field');

let database: TestDatabase;
let superuser: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = await database.connectAsSuperuser();
});

afterAll(() => database.drop());

async function defectsAfter(statements: readonly string[]): Promise<unknown[]> {
  await superuser.query('BEGIN');
  try {
    await superuser.query("SET LOCAL search_path = ''");
    for (const statement of ['SELECT', ...statements]) await superuser.query(statement);
    await superuser.query(
      "DO $$ DECLARE t record; BEGIN FOR t IN SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND relowner = 'postgres'::regrole LOOP EXECUTE pg_catalog.format('ALTER TABLE app.%I OWNER TO ringwall_owner', t.relname); END LOOP; END $$",
    );
    return (await superuser.query<Record<string, unknown>>(defects)).rows;
  } finally {
    await superuser.query('ROLLBACK');
  }
}

describe('the search for what lets tenants learn of one another', () => {
  proves(
    { control: 'AZN-7', part: 'row-security', evidence: 'real-server' },
    "the search of the server's catalogue finds no tenant table without forced row security, USING and WITH CHECK",
    async () => {
      expect(await defectsAfter([])).toEqual([]);
    },
  );

  it('finds nothing wrong with a further table that is as it should be, and a view with the rights of whoever asks', async () => {
    expect(await defectsAfter([...SAFE, 'CREATE VIEW app.titles WITH (security_invoker = true) AS SELECT title FROM app.documents'])).toEqual([]);
  });

  for (const [plant, statements, object, defect] of PLANTED.filter(isOfClass))
    proves(
      { control: 'KEY-9', part: 'stored-in-clear', evidence: 'real-server' },
      `the search after each migration, which rolls back what it finds, finds ${plant}`,
      async () => {
        expect(await defectsAfter(statements)).toContainEqual({ object, defect });
      },
    );

  it.each(PLANTED.filter((planted) => !isOfClass(planted)))('finds %s', async (_, statements, object, defect) => {
    expect(await defectsAfter(statements)).toContainEqual({ object, defect });
  });

  it('sees every table that has a tenant, none is elsewhere', async () => {
    const { rows } = await superuser.query(
      "SELECT attrelid::regclass::text AS name FROM pg_attribute WHERE attname = 'tenant_id' AND attrelid IN (SELECT oid FROM pg_class WHERE relkind IN ('r', 'p')) ORDER BY 1",
    );
    expect(rows).toEqual(['attachments', 'documents', 'idempotency_keys', 'outbox', 'tenants', 'users'].map((table) => ({ name: `app.${table}` })));
  });
});

describe('classes of fields', () => {
  it('are known, each of them', async () => {
    const { rows } = await superuser.query<{ class: string }>(
      "SELECT DISTINCT substring(description FROM '^class: (.*)$') AS class FROM pg_description WHERE description LIKE 'class: %' ORDER BY 1",
    );
    const used = rows.map((row) => row.class);
    expect(used).toEqual(['confidential', 'health', 'national-id', 'pii']);
    expect(used.filter((name) => !Object.hasOwn(FIELD_CLASSES, name))).toEqual([]);
  });
});
