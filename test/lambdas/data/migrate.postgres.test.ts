import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { MIGRATIONS, type Migration } from '../../../lambdas/data/domain/migrations';
import { migrate, type Outcome } from '../../../lambdas/data/migrate/migrate';
import { startLocalAws, type LocalAws } from '../../support/local-aws';
import { connectionAs, startPostgresServer, type PostgresServer } from '../../support/postgres-server';
import { ADMINISTRATOR, createEmptyDatabase, fixedLogin, makeAdministrator } from '../../support/postgres-template';
import { refusalOf } from '../../support/refusal-of';
import { runBundle } from '../../support/run-bundle';

const PASSWORDS = { administrator: randomBytes(24).toString('base64url'), migration: randomBytes(24).toString('base64url') };
const NAMES = MIGRATIONS.map(({ name }) => name);

/** A server of its own, on which nothing was ever prepared: roles are the server's, not a database's. */
let server: PostgresServer;
let database: string;

beforeAll(async () => {
  server = await startPostgresServer();
  await makeAdministrator(server, PASSWORDS.administrator);
}, 30_000);

beforeEach(async () => {
  database = `test_${randomUUID()}`;
  await createEmptyDatabase(server, database);
});

afterAll(() => server.stop());

function run(migrations: readonly Migration[] = MIGRATIONS, login = { username: 'ringwall_migration_a', password: PASSWORDS.migration }): Promise<Outcome> {
  return migrate({
    address: { host: 'localhost', port: server.port, database, authorities: server.authority },
    administrator: fixedLogin(ADMINISTRATOR, PASSWORDS.administrator),
    migration: fixedLogin(login.username, login.password),
    migrations,
  });
}

async function asSuperuser(...statements: readonly string[]): Promise<readonly unknown[]> {
  const client = new Client(connectionAs(server, 'postgres', server.superuserPassword, database));
  await client.connect();
  try {
    let rows: readonly unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Every object of the schema, and what was recorded. */
const schema = (): Promise<readonly unknown[]> =>
  asSuperuser(
    "SELECT relname, relacl::text FROM pg_class WHERE relnamespace IN ('app'::regnamespace, 'migrations'::regnamespace) UNION ALL SELECT name, '' FROM migrations.kysely_migration ORDER BY 1",
  );

describe('the function as it is deployed', () => {
  let aws: LocalAws;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migrate-'));
    writeFileSync(join(folder, 'authorities.pem'), server.authority);
    const secrets: Readonly<Record<string, unknown>> = {
      administrator: { username: ADMINISTRATOR, password: PASSWORDS.administrator },
      migration: { username: 'ringwall_migration_a', password: PASSWORDS.migration },
    };
    aws = await startLocalAws(({ body }) => {
      const { SecretId } = JSON.parse(body) as { SecretId: string };
      return { body: JSON.stringify({ Name: SecretId, VersionId: 'v1', SecretString: JSON.stringify(secrets[SecretId]) }) };
    });
  });

  afterAll(async () => {
    await aws.stop();
    rmSync(folder, { recursive: true });
  });

  const invoke = () =>
    runBundle(
      'data/migrate',
      {},
      {
        AWS_ENDPOINT_URL: aws.url,
        DATABASE_HOST: 'localhost',
        DATABASE_PORT: String(server.port),
        DATABASE_NAME: database,
        DATABASE_AUTHORITIES_FILE: join(folder, 'authorities.pem'),
        ADMINISTRATOR_SECRET: 'administrator',
        MIGRATION_SECRET: 'migration',
      },
    );

  it('makes roles and schema from nothing, as an administrator who is no superuser, and does nothing the next time', async () => {
    const first = await invoke();
    expect(first).toMatchObject({ code: 0, stdout: `${JSON.stringify({ prepared: true, applied: NAMES })}\n` });
    const asked = aws.seen.length;
    const second = await invoke();
    expect(second).toMatchObject({ code: 0, stdout: `${JSON.stringify({ prepared: false, applied: [] })}\n` });
    expect(aws.seen.slice(asked).map(({ body }) => (JSON.parse(body) as { SecretId: string }).SecretId)).toEqual(['migration']);
  });

  it("says what was wrong without a value when the server can't be verified", async () => {
    writeFileSync(join(folder, 'authorities.pem'), '');
    const { code, stderr } = await invoke();
    writeFileSync(join(folder, 'authorities.pem'), server.authority);
    expect(code).toBe(1);
    expect(stderr).not.toContain(PASSWORDS.migration);
    expect(stderr).toMatch(/^database-failed: The database failed \([A-Z_]+\)\.$/m);
  });
});

describe('migrations', () => {
  it('are all listed, in order, and none ends the transaction that it runs in', () => {
    const files = readdirSync(join(__dirname, '../../../lambdas/data/domain/migrations')).sort();
    expect(NAMES.map((name) => `${name}.sql`)).toEqual(files);
    expect(MIGRATIONS.filter(({ text }) => /^\s*(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|SET)\b/im.test(text))).toEqual([]);
  });

  it('run at once by four are applied once, whoever comes first', async () => {
    const outcomes = await Promise.all([run(), run(), run(), run()]);
    expect(outcomes.map(({ applied }) => applied).filter(({ length }) => length > 0)).toEqual([NAMES]);
    expect(await run()).toEqual({ prepared: false, applied: [] });
  });

  it('leave the administrator no member of the owner', async () => {
    await run();
    expect(
      await asSuperuser(
        "SELECT FROM pg_auth_members WHERE roleid = 'ringwall_owner'::regrole AND member = 'test_administrator'::regrole AND (inherit_option OR set_option)",
      ),
    ).toEqual([]);
  });

  it('that are new are applied to a database which has the others', async () => {
    await run(MIGRATIONS.slice(0, 2));
    expect(await run()).toEqual({ prepared: false, applied: NAMES.slice(2) });
  });

  it('keep who owned a document, in the form of its creator, though the migration itself can see no row', async () => {
    await run(MIGRATIONS.slice(0, 4));
    await asSuperuser(
      "INSERT INTO app.tenants (tenant_id, name) VALUES ('0d3f9c62-8c1e-4a57-9b1d-5f2a7c3e6b10', 'T')",
      `INSERT INTO app.users (tenant_id, id, email, email_digest)
        SELECT tenant_id, '5c1b7f0e-2d94-4e38-8a6f-0b9d4c7e1a23', decode('525746' || repeat('00', 61), 'hex'), sha256('x') FROM app.tenants`,
      `INSERT INTO app.documents (tenant_id, id, owner_id, title, body)
        SELECT tenant_id, id, id, 'T', decode('525746' || repeat('00', 61), 'hex') FROM app.users`,
    );
    await run();
    expect(await asSuperuser('SELECT creator FROM app.documents')).toEqual([{ creator: 'account/5c1b7f0e-2d94-4e38-8a6f-0b9d4c7e1a23' }]);
  });

  it('change nothing when one fails, also not by those before it', async () => {
    await run(MIGRATIONS.slice(0, 1));
    const before = await schema();
    const failing = { name: '0003-failing', text: "UPDATE app.tenants SET name = name; SELECT 'a value'::integer;" };
    const failure = await refusalOf(run([...MIGRATIONS.slice(0, 2), failing]));
    expect(failure).toMatchObject({
      code: 'migration-failed',
      message: "The migration 0003-failing failed (22P02). Nothing was changed. The server's log says more.",
    });
    expect(failure).not.toHaveProperty('cause');
    expect(await schema()).toEqual(before);
    expect((await run()).applied).toEqual(NAMES.slice(1));
  });

  it('change nothing when one would let tenants learn of one another', async () => {
    await run();
    const before = await schema();
    const open = { name: '9999-open', text: 'CREATE TABLE app.open (tenant_id uuid NOT NULL, text text);' };
    const failure = await refusalOf(run([...MIGRATIONS, open]));
    expect(failure).toMatchObject({
      code: 'unsafe-schema',
      defects: expect.arrayContaining(['open has row security disabled', 'open has row security that its owner escapes']) as string[],
    });
    expect(await schema()).toEqual(before);
  });

  const edited = { ...MIGRATIONS[1]!, text: `${MIGRATIONS[1]!.text}\n-- edited` };
  it.each([
    ['was edited after it was applied', [MIGRATIONS[0]!, edited, MIGRATIONS[2]!]],
    ['was removed', MIGRATIONS.slice(0, 2)],
    ['was added before one that was applied', [...MIGRATIONS, { name: '0002-another', text: 'SELECT 1;' }]],
  ])('are refused when one %s', async (_, migrations) => {
    await run();
    const before = await schema();
    expect(await refusalOf(run(migrations))).toMatchObject({ code: 'migrations-diverged' });
    expect(await schema()).toEqual(before);
  });
});

describe('the preparation', () => {
  it.each([
    ['a role may create databases', 'ALTER ROLE ringwall_app_a CREATEDB', 'ALTER ROLE ringwall_app_a NOCREATEDB'],
    ['a role bypasses row security', 'ALTER ROLE ringwall_application BYPASSRLS', 'ALTER ROLE ringwall_application NOBYPASSRLS'],
    ['the owner may log in', 'ALTER ROLE ringwall_owner LOGIN', 'ALTER ROLE ringwall_owner NOLOGIN'],
    ['the application may become the owner', 'GRANT ringwall_owner TO ringwall_app_a', 'REVOKE ringwall_owner FROM ringwall_app_a'],
    ['a role reads all data', 'GRANT pg_read_all_data TO ringwall_read_only', 'REVOKE pg_read_all_data FROM ringwall_read_only'],
  ])('refuses a server on which %s', async (_, plant, remove) => {
    await asSuperuser(plant);
    try {
      expect(await refusalOf(run())).toMatchObject({ code: 'preparation-failed', message: expect.stringContaining('(0P000)') as string });
      expect(await asSuperuser("SELECT to_regnamespace('app') AS app")).toEqual([{ app: null }]);
    } finally {
      await asSuperuser(remove);
    }
  });

  it("gives the migration user its password again when it doesn't work", async () => {
    await run();
    await asSuperuser("ALTER ROLE ringwall_migration_a PASSWORD 'something else'");
    expect(await run()).toEqual({ prepared: true, applied: [] });
  });

  it('refuses the login of another user, and a password that is too short', async () => {
    expect(await refusalOf(run(MIGRATIONS, { username: 'ringwall_app_a', password: PASSWORDS.migration }))).toMatchObject({ code: 'not-a-migration-user' });
    const failure = await refusalOf(run(MIGRATIONS, { username: 'ringwall_migration_b', password: 'too short' }));
    expect(failure).toMatchObject({ code: 'unsupported-password' });
    expect((failure as Error).message).not.toContain('too short');
  });

  it('never shows the server a password: what it logs of everything is verifiers', async () => {
    await asSuperuser("ALTER ROLE ringwall_migration_a PASSWORD 'something else'");
    await run();
    const [row] = (await asSuperuser("SELECT rolpassword AS verifier FROM pg_authid WHERE rolname = 'ringwall_migration_a'")) as readonly {
      verifier: string;
    }[];
    expect(row!.verifier).toMatch(/^SCRAM-SHA-256\$4096:[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$/);
  });
});
