import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { refusalOf } from '../../support/refusal-of';
import { ADMINISTRATOR } from '../../support/postgres-template';
import { seedTwoTenants, type TwoTenants } from './two-tenants';
import { proves } from '../../support/proves';

const LOGINS = [
  'ringwall_app_a',
  'ringwall_app_b',
  'ringwall_read_only_a',
  'ringwall_read_only_b',
  'ringwall_key_rotation_a',
  'ringwall_key_rotation_b',
  'ringwall_reconciliation_a',
  'ringwall_reconciliation_b',
  'ringwall_migration_a',
  'ringwall_migration_b',
];
const DENIED = { code: '42501' };

let database: TestDatabase;
let tenants: TwoTenants;

beforeAll(async () => {
  database = await createTestDatabase();
  tenants = await seedTwoTenants(database);
});

afterAll(() => database.drop());

async function connectFor(user: string, tenant: string): Promise<Client> {
  const client = await database.connect(user);
  await client.query("SELECT set_config('app.current_tenant', $1, false)", [tenant]);
  return client;
}

async function failureAs(user: string, text: string): Promise<unknown> {
  return refusalOf((await connectFor(user, tenants.victim.id)).query(text));
}

describe('roles', () => {
  proves(
    { control: 'AZN-7', part: 'roles', evidence: 'real-server' },
    'the roles are no superusers, bypass no row security and create neither roles nor databases',
    async () => {
      const superuser = await database.connectAsSuperuser();
      const { rows } = await superuser.query(
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'ringwall%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)",
      );
      expect(rows).toEqual([]);
    },
  );

  it('log in as ten users, and not as what they are members of', async () => {
    const superuser = await database.connectAsSuperuser();
    const { rows } = await superuser.query<{ rolname: string }>("SELECT rolname FROM pg_roles WHERE rolname LIKE 'ringwall%' AND rolcanlogin ORDER BY rolname");
    expect(rows.map(({ rolname }) => rolname)).toEqual([...LOGINS].sort());
    expect(await refusalOf(database.connect('ringwall_owner'))).toMatchObject({ code: '28P01' });
  });

  it('store passwords as SCRAM verifiers', async () => {
    const superuser = await database.connectAsSuperuser();
    const { rows } = await superuser.query("SELECT FROM pg_authid WHERE rolname LIKE 'ringwall%' AND rolcanlogin AND rolpassword !~ '^SCRAM-SHA-256\\$4096:'");
    expect(rows).toEqual([]);
  });

  it.each(LOGINS)('start %s with a path, time limits and no temporary tables', async (user) => {
    const client = await database.connect(user);
    const { rows } = await client.query(
      "SELECT current_setting('search_path') AS path, current_setting('lock_timeout') AS locks, current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('statement_timeout') <> '0' AS limited",
    );
    expect(rows).toEqual([{ path: 'app, pg_temp', locks: '3s', idle: '15s', limited: true }]);
    await client.query('SET default_transaction_read_only = off');
    expect(await refusalOf(client.query('CREATE TEMPORARY TABLE tenants (name text)'))).toMatchObject(DENIED);
  });

  it.each(LOGINS)("let %s into no other role's place", async (user) => {
    const others = ['postgres', ADMINISTRATOR, 'ringwall_app_a', 'ringwall_read_only_a', 'ringwall_migration_a'].filter((role) => role !== user);
    const client = await database.connect(user);
    for (const role of others) {
      const { rows } = await client.query<{ text: string }>("SELECT format('SET ROLE %I', $1::text) AS text", [role]);
      expect(await refusalOf(client.query(rows[0]!.text))).toMatchObject(DENIED);
    }
    expect(await refusalOf(client.query('SET SESSION AUTHORIZATION postgres'))).toMatchObject(DENIED);
  });
});

describe('the application', () => {
  it.each([
    'SET ROLE ringwall_owner',
    'SET ROLE ringwall_application',
    'CREATE TABLE app.more (tenant_id uuid)',
    'CREATE TABLE public.more (tenant_id uuid)',
    'CREATE SCHEMA more',
    'ALTER TABLE app.documents NO FORCE ROW LEVEL SECURITY',
    'ALTER TABLE app.documents DISABLE ROW LEVEL SECURITY',
    'DROP POLICY tenant_wall ON app.documents',
    'CREATE POLICY all_rows ON app.documents USING (true)',
    'DROP TABLE app.documents',
    'CREATE OR REPLACE FUNCTION app.current_tenant() RETURNS uuid LANGUAGE sql RETURN NULL',
    'DELETE FROM app.tenants',
    'UPDATE app.documents SET created_at = now()',
    'TRUNCATE app.documents',
    'SELECT FROM pg_authid',
    'SELECT FROM migrations.kysely_migration',
    "SELECT pg_read_file('/etc/passwd')",
    'CREATE ROLE another LOGIN',
    'GRANT ringwall_owner TO ringwall_app_a',
    'ALTER SYSTEM SET ssl = off',
  ])('may not: %s', async (text) => {
    expect(await failureAs('ringwall_app_a', text)).toMatchObject(DENIED);
  });

  it('gets an error, and no rows, when it switches row security off for its session', async () => {
    const client = await connectFor('ringwall_app_a', tenants.victim.id);
    await client.query('SET row_security = off');
    expect(await refusalOf(client.query('SELECT FROM app.documents'))).toMatchObject({
      ...DENIED,
      message: 'query would be affected by row-level security policy for table "documents"',
    });
  });
});

describe('the read-only role', () => {
  it("reads the current tenant's rows", async () => {
    const { rowCount } = await (await connectFor('ringwall_read_only_a', tenants.victim.id)).query('SELECT FROM app.documents');
    expect(rowCount).toBe(400);
  });

  it.each(['UPDATE app.documents SET title = $$x$$', 'DELETE FROM app.documents', 'INSERT INTO app.tenants (name) VALUES ($$x$$)', 'TRUNCATE app.documents'])(
    'may not: %s',
    async (text) => {
      const client = await connectFor('ringwall_read_only_a', tenants.victim.id);
      expect(await refusalOf(client.query(text))).toMatchObject({ code: '25006' });
      await client.query('SET default_transaction_read_only = off');
      expect(await refusalOf(client.query(text))).toMatchObject(DENIED);
    },
  );
});

describe('the reconciliation role', () => {
  it("counts the current tenant's documents and no other's, and reads nothing of what is in them", async () => {
    const client = await connectFor('ringwall_reconciliation_a', tenants.victim.id);
    expect((await client.query('SELECT id, created_at FROM app.documents')).rowCount).toBe(400);
    await client.query("SELECT set_config('app.current_tenant', $1, false)", [randomUUID()]);
    expect((await client.query('SELECT id FROM app.documents')).rowCount).toBe(0);
    expect((await client.query('DELETE FROM app.outbox')).rowCount).toBe(0);
  });

  it.each([
    'SELECT body FROM app.documents',
    'SELECT title FROM app.documents',
    'SELECT creator FROM app.documents',
    'DELETE FROM app.documents',
    'UPDATE app.documents SET title = $$x$$',
    'SELECT FROM app.users',
    'SELECT FROM app.tenants',
    'SELECT FROM app.attachments',
    'SELECT FROM app.idempotency_keys',
    'UPDATE app.outbox SET event = $$x$$',
    'TRUNCATE app.outbox',
  ])('may not: %s', async (text) => {
    expect(await failureAs('ringwall_reconciliation_a', text)).toMatchObject(DENIED);
  });
});

describe('the migration role', () => {
  proves({ control: 'AZN-7', part: 'roles', evidence: 'real-server' }, 'the migration role reads and writes no data by itself', async () => {
    for (const text of ['SELECT FROM app.documents', 'SELECT FROM app.users', 'UPDATE app.tenants SET name = $$x$$'])
      expect(await failureAs('ringwall_migration_a', text)).toMatchObject(DENIED);
  });

  it('sees no row as the owner either, whatever tenant it sets: forced row security has no policy that admits the owner', async () => {
    const client = await connectFor('ringwall_migration_a', tenants.victim.id);
    await client.query('SET ROLE ringwall_owner');
    const counts = [
      await client.query('SELECT FROM app.tenants'),
      await client.query('SELECT FROM app.users'),
      await client.query('UPDATE app.documents SET version = 2'),
    ];
    expect(counts.map(({ rowCount }) => rowCount)).toEqual([0, 0, 0]);
    expect(await refusalOf(client.query('INSERT INTO app.tenants (tenant_id, name) VALUES ($1, $2)', [randomUUID(), "owner's"]))).toMatchObject(DENIED);
  });

  it('would see rows of the tenant only, were the owner admitted: it is bound by the wall', async () => {
    const client = await connectFor('ringwall_migration_a', tenants.attacker.id);
    await client.query('SET ROLE ringwall_owner');
    await client.query('BEGIN');
    await client.query('CREATE POLICY too_open ON app.documents USING (true)');
    const { rowCount } = await client.query('SELECT FROM app.documents');
    await client.query('ROLLBACK');
    expect(rowCount).toBe(3);
  });

  it('creates no roles and reads no passwords', async () => {
    expect(await failureAs('ringwall_migration_a', 'CREATE ROLE another LOGIN')).toMatchObject(DENIED);
    expect(await failureAs('ringwall_migration_a', 'SELECT FROM pg_authid')).toMatchObject(DENIED);
  });
});

describe('connections', () => {
  it('of an unknown user, and with a wrong password, are refused alike', async () => {
    const refused = await Promise.all([database.connect('nobody_here'), database.connect('ringwall_owner')].map(refusalOf));
    expect(refused).toEqual([expect.objectContaining({ code: '28P01' }), expect.objectContaining({ code: '28P01' })]);
  });
});
