import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { RefusedByDatabaseError } from '../../../lambdas/shared/database/errors';
import { sql } from '../../../lambdas/shared/database/statement';
import { errorOf } from '../../support/error-of';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { refusalOf } from '../../support/refusal-of';
import { addAttachment, addDocument, addUser, sealedBytes, seedTwoTenants, VICTIMS_TITLE, type TwoTenants } from './two-tenants';
import { proves } from '../../support/proves';

let database: TestDatabase;
let tenants: TwoTenants;

beforeAll(async () => {
  database = await createTestDatabase();
  tenants = await seedTwoTenants(database);
  const superuser = await database.connectAsSuperuser();
  await superuser.query('ANALYZE');
});

afterAll(() => database.drop());

/** The attacker has the application's own login, and any SQL; only the tenant is theirs. */
async function asAttacker<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await database.connect('ringwall_app_a');
  await client.query('BEGIN');
  await client.query("SELECT set_config('app.current_tenant', $1, true)", [tenants.attacker.id]);
  try {
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}

async function failureOf(text: string, values: readonly unknown[] = []): Promise<unknown> {
  return asAttacker((client) => refusalOf(client.query(text, [...values])));
}

/** What a server's answer shows, all of it; where this process was isn't the server's. */
function allOf(failure: unknown): string {
  return JSON.stringify(
    failure,
    Object.getOwnPropertyNames(failure).filter((name) => name !== 'stack'),
  );
}

/** Whether the planner estimates the victim's title and tenant otherwise than ones that don't exist. */
async function estimates(client: Client): Promise<{ titleDiffers: boolean; tenantDiffers: boolean }> {
  const rowsFor = async (column: string, value: string): Promise<number> => {
    const {
      rows: [statement],
    } = await client.query<{ text: string }>("SELECT format('EXPLAIN (FORMAT JSON) SELECT FROM app.documents WHERE %I = %L', $1::text, $2::text) AS text", [
      column,
      value,
    ]);
    const {
      rows: [row],
    } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }] }>(statement!.text);
    return row!['QUERY PLAN'][0].Plan['Plan Rows'];
  };
  return {
    titleDiffers: (await rowsFor('title', VICTIMS_TITLE)) !== (await rowsFor('title', 'Nobody has this')),
    tenantDiffers: (await rowsFor('tenant_id', tenants.victim.id)) !== (await rowsFor('tenant_id', randomUUID())),
  };
}

async function victimsDocuments(): Promise<number> {
  const { count } = await database.application.withTenant(tenants.victim.id, (transaction) =>
    transaction.query(sql`SELECT FROM app.documents WHERE title = ${VICTIMS_TITLE}`),
  );
  return count;
}

describe("another tenant's rows", () => {
  it.each(['tenants', 'users', 'documents', 'attachments', 'idempotency_keys', 'outbox'])('are not read from %s', async (table) => {
    const owners = await asAttacker(async (client) => {
      const { rows: statement } = await client.query<{ text: string }>("SELECT format('SELECT DISTINCT tenant_id FROM app.%I', $1::text) AS text", [table]);
      return (await client.query<Record<string, unknown>>(statement[0]!.text)).rows;
    });
    expect(owners).toEqual([{ tenant_id: tenants.attacker.id }]);
  });

  proves(
    { control: 'AZN-7', part: 'other-tenants', evidence: 'real-server' },
    "another tenant's rows are not read by their keys, by joins, by sub-queries, or by naming their tenant",
    async () => {
      const { victim } = tenants;
      const counts = await asAttacker(async (client) => [
        await client.query('SELECT FROM app.documents WHERE id = $1', [victim.documentIds[0]]),
        await client.query('SELECT FROM app.documents WHERE tenant_id = $1', [victim.id]),
        await client.query("SELECT FROM app.users u JOIN app.documents d ON d.creator = 'account/' || u.id WHERE d.tenant_id <> app.current_tenant()"),
        await client.query('SELECT FROM app.tenants WHERE EXISTS (SELECT FROM app.documents WHERE title = $1)', [VICTIMS_TITLE]),
        await client.query('SELECT FROM app.documents WHERE tenant_id = $1 FOR UPDATE', [victim.id]),
        await client.query('TABLE app.documents EXCEPT SELECT * FROM app.documents WHERE tenant_id = app.current_tenant()'),
      ]);
      expect(counts.map(({ rowCount }) => rowCount)).toEqual([0, 0, 0, 0, 0, 0]);
    },
  );

  proves({ control: 'AZN-7', part: 'other-tenants', evidence: 'real-server' }, "another tenant's rows are not counted", async () => {
    const { rows } = await asAttacker((client) => client.query('SELECT count(*)::int AS all, count(DISTINCT tenant_id)::int AS tenants FROM app.documents'));
    expect(rows).toEqual([{ all: 3, tenants: 1 }]);
  });

  it('are not copied out', async () => {
    const { rows } = await asAttacker((client) =>
      client.query("SELECT pg_catalog.query_to_xml('SELECT title FROM app.documents', true, false, '')::text AS xml"),
    );
    expect(JSON.stringify(rows)).toContain('Note 1');
    expect(JSON.stringify(rows)).not.toContain(VICTIMS_TITLE);
    expect(await failureOf("COPY app.documents TO PROGRAM 'cat'")).toMatchObject({ code: '42501' });
    expect(await failureOf('COPY app.documents (id, creator, title, body) FROM STDIN')).toMatchObject({ code: '0A000' });
  });

  proves({ control: 'AZN-7', part: 'other-tenants', evidence: 'real-server' }, "another tenant's rows are not changed, and not deleted", async () => {
    const counts = await asAttacker(async (client) => [
      await client.query("UPDATE app.documents SET title = 'mine' WHERE tenant_id <> app.current_tenant()"),
      await client.query('UPDATE app.documents SET version = version + 1 WHERE id = $1', [tenants.victim.documentIds[0]]),
      await client.query('DELETE FROM app.documents WHERE title = $1', [VICTIMS_TITLE]),
    ]);
    expect(counts.map(({ rowCount }) => rowCount)).toEqual([0, 0, 0]);
    await database.application.withTenant(tenants.attacker.id, async (transaction) => {
      const { count } = await transaction.query(sql`DELETE FROM app.documents WHERE tenant_id = ${tenants.victim.id}`);
      expect(count).toBe(0);
    });
    expect(await victimsDocuments()).toBe(400);
  });

  proves(
    { control: 'AZN-7', part: 'other-tenants', evidence: 'real-server' },
    "another tenant's rows are not written: an insert that names their tenant is refused by WITH CHECK",
    async () => {
      const failure = await failureOf('INSERT INTO app.documents (tenant_id, id, creator, title, body) VALUES ($1, $2, $3, $4, $5)', [
        tenants.victim.id,
        randomUUID(),
        `account/${tenants.victim.userId}`,
        'planted',
        sealedBytes(),
      ]);
      expect(failure).toMatchObject({ code: '42501', message: 'new row violates row-level security policy "tenant_wall" for table "documents"' });
    },
  );

  it("are not moved in or out: nobody may change a row's tenant, and WITH CHECK refuses who may", async () => {
    expect(await failureOf('UPDATE app.documents SET tenant_id = $1', [tenants.victim.id])).toMatchObject({
      code: '42501',
      message: 'permission denied for table documents',
    });
    const superuser = await database.connectAsSuperuser();
    await superuser.query('BEGIN');
    await superuser.query('GRANT UPDATE ON app.documents TO ringwall_application');
    await superuser.query('SET LOCAL ROLE ringwall_app_a');
    await superuser.query("SELECT set_config('app.current_tenant', $1, true)", [tenants.attacker.id]);
    const failure = await refusalOf(superuser.query('UPDATE app.documents SET tenant_id = $1', [tenants.victim.id]));
    await superuser.query('ROLLBACK');
    expect(failure).toMatchObject({ code: '42501', message: 'new row violates row-level security policy "tenant_wall" for table "documents"' });
  });

  it('are not reached by an upsert on their key', async () => {
    const id = tenants.victim.documentIds[0];
    const { rows } = await asAttacker((client) =>
      client.query(
        'INSERT INTO app.documents (id, creator, title, body) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, id) DO UPDATE SET title = excluded.title RETURNING tenant_id',
        [id, `account/${tenants.attacker.userId}`, 'same key', sealedBytes()],
      ),
    );
    expect(rows).toEqual([{ tenant_id: tenants.attacker.id }]);
    expect(await victimsDocuments()).toBe(400);
  });

  it('are not emptied', async () => {
    expect(await failureOf('TRUNCATE app.documents')).toMatchObject({ code: '42501' });
    expect(await failureOf('TRUNCATE app.tenants CASCADE')).toMatchObject({ code: '42501' });
  });
});

describe("another tenant's rows are not inferred", () => {
  proves(
    { control: 'AZN-7', part: 'other-tenants', evidence: 'real-server' },
    "another tenant's rows are not inferred through a unique constraint: what they hold is free for others",
    async () => {
      const { attacker, victim } = tenants;
      await database.application.withTenant(attacker.id, async (transaction) => {
        await addUser(transaction, victim.emailDigest, victim.userId);
        await addDocument(transaction, attacker.userId, 'Same ID', victim.documentIds[1]);
        await transaction.query(sql`DELETE FROM app.documents WHERE id = ${victim.documentIds[1]!}`);
        await transaction.query(sql`DELETE FROM app.users WHERE id = ${victim.userId}`);
      });
      expect(await victimsDocuments()).toBe(400);
    },
  );

  proves(
    { control: 'AZN-7', part: 'other-tenants', evidence: 'real-server' },
    "another tenant's rows are not inferred through a foreign key: a reference to theirs and one to nothing fail alike",
    async () => {
      const refer = (documentId: string): Promise<unknown> =>
        database.application
          .withTenant(tenants.attacker.id, (transaction) =>
            refusalOf(addAttachment(transaction, documentId)).then((failure) => {
              throw failure;
            }),
          )
          .catch((failure: unknown) => failure);
      const [theirs, nobodys] = [await refer(tenants.victim.documentIds[0]!), await refer(randomUUID())];
      expect(theirs).toBeInstanceOf(RefusedByDatabaseError);
      expect(theirs).toMatchObject({ status: 409, sqlState: '23503', constraint: 'attachments_document_exists' });
      expect({ ...(theirs as object) }).toEqual({ ...(nobodys as object) });
    },
  );

  it("through the server's own text of such an error, which is the same and quotes no value", async () => {
    const insert = "INSERT INTO app.attachments (document_id, media_type, content) VALUES ($1, 'text/plain', $2)";
    const victims = tenants.victim.documentIds[0]!;
    const theirs = allOf(await failureOf(insert, [victims, sealedBytes()]));
    expect(theirs).toBe(allOf(await failureOf(insert, [randomUUID(), sealedBytes()])));
    expect(theirs).not.toContain(victims);
  });

  it('through the text of a violated unique constraint, which quotes no value', async () => {
    const failure = await failureOf('INSERT INTO app.users (id, email, email_digest) VALUES ($1, $2, $3)', [
      randomUUID(),
      sealedBytes(),
      tenants.attacker.emailDigest,
    ]);
    expect(failure).toMatchObject({ code: '23505', constraint: 'users_email_taken', detail: undefined });
  });

  it('through the text of a violated check, which quotes no row', async () => {
    expect(await failureOf('UPDATE app.documents SET version = 0')).toMatchObject({ code: '23514', constraint: 'documents_version_valid', detail: undefined });
  });

  it('through a condition that fails on their values: it never sees them', async () => {
    const { rowCount } = await asAttacker(async (client) => {
      await client.query("UPDATE app.documents SET title = '7'");
      return client.query('SELECT FROM app.documents WHERE title::int = 7 AND 1 / (char_length(title) - $1) <> 1', [VICTIMS_TITLE.length]);
    });
    expect(rowCount).toBe(3);
    expect(allOf(await failureOf('SELECT FROM app.documents WHERE title::int = 7'))).toContain('Note');
  });

  proves(
    { control: 'AZN-7', part: 'other-tenants', evidence: 'real-server' },
    "another tenant's rows are not inferred through the estimates of EXPLAIN",
    async () => {
      expect(await asAttacker(estimates)).toEqual({ titleDiffers: false, tenantDiffers: false });
    },
  );

  it('through the estimates of EXPLAIN, which would tell both if there were statistics', async () => {
    const superuser = await database.connectAsSuperuser();
    await superuser.query('BEGIN');
    await superuser.query('ALTER TABLE app.documents ALTER COLUMN title SET STATISTICS 100, ALTER COLUMN tenant_id SET STATISTICS 100');
    await superuser.query('ANALYZE app.documents');
    await superuser.query('SET LOCAL ROLE ringwall_app_a');
    await superuser.query("SELECT set_config('app.current_tenant', $1, true)", [tenants.attacker.id]);
    const told = await estimates(superuser);
    await superuser.query('ROLLBACK');
    expect(told).toEqual({ titleDiffers: true, tenantDiffers: true });
  });

  it('through statistics, of which there are none', async () => {
    const superuser = await database.connectAsSuperuser();
    expect((await superuser.query("SELECT attname FROM pg_stats WHERE schemaname = 'app'")).rows).toEqual([]);
    const { rows } = await superuser.query("SELECT reltuples::int FROM pg_class WHERE oid = 'app.documents'::regclass");
    expect(rows).toEqual([{ reltuples: 403 }]);
  });

  it('through EXPLAIN by the helper, which runs none', () => {
    expect(errorOf(() => sql`EXPLAIN ANALYZE SELECT FROM app.documents`)).toMatchObject({ code: 'statement-not-allowed' });
  });

  it("through a sequence, a view or a function with others' rights, of which there are none", async () => {
    const { rows } = await asAttacker((client) =>
      client.query(`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind NOT IN ('r', 'i')
      UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'app'::regnamespace AND (prosecdef OR proleakproof)`),
    );
    expect(rows).toEqual([]);
  });

  it.each([
    "CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'",
    "CREATE FUNCTION public.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'",
    "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'",
  ])("through a function of the attacker's own, which nobody can create: %s", async (text) => {
    expect(await failureOf(text)).toMatchObject({ code: '42501' });
  });
});

describe('without a tenant', () => {
  it.each([
    ['never set', 'SELECT 1'],
    ['set to nothing', "SELECT set_config('app.current_tenant', '', false)"],
    ['reset', 'RESET app.current_tenant'],
  ])('there are no rows, and no error, when it was %s', async (_, before) => {
    const client = await database.connect('ringwall_app_a');
    await client.query(before);
    const results = [
      await client.query('SELECT FROM app.tenants'),
      await client.query('SELECT FROM app.users'),
      await client.query('DELETE FROM app.documents'),
    ];
    expect(results.map(({ rowCount }) => rowCount)).toEqual([0, 0, 0]);
  });

  it('nothing is written', async () => {
    const client = await database.connect('ringwall_app_a');
    expect(await refusalOf(client.query('INSERT INTO app.tenants (tenant_id, name) VALUES ($1, $2)', [randomUUID(), "nobody's"]))).toMatchObject({
      code: '42501',
    });
    expect(await refusalOf(client.query('INSERT INTO app.tenants (name) VALUES ($1)', ["nobody's"]))).toMatchObject({ code: '42501' });
  });
});

describe('the limits of a setting', () => {
  it('are said: whoever runs SQL of their own sets another tenant, so that no text of theirs may ever be run', async () => {
    const { rowCount } = await asAttacker(async (client) => {
      await client.query("SELECT set_config('app.current_tenant', $1, true)", [tenants.victim.id]);
      return client.query('SELECT FROM app.documents');
    });
    expect(rowCount).toBe(400);
  });

  proves(
    { control: 'EDGE-14', part: 'one-helper', evidence: 'real-server' },
    'hostile values reach the server as parameters: they are found nowhere, and do nothing',
    async () => {
      const hostile = [
        `' OR true --`,
        `'; SELECT set_config('app.current_tenant', '${tenants.victim.id}', true); --`,
        `' UNION SELECT title FROM app.documents, set_config('app.current_tenant', '${tenants.victim.id}', true) --`,
        `$1; RESET ROLE; TABLE app.users`,
        `\\'; DROP TABLE app.documents; --`,
        `%27%20OR%201=1`,
        '\u02bc OR 1=1',
      ];
      for (const value of hostile) {
        const rows = await database.application.withTenant(tenants.attacker.id, async (transaction) => {
          const found = await transaction.query(sql`SELECT title FROM app.documents WHERE title = ${value}`);
          await transaction.query(sql`UPDATE app.documents SET title = ${value} WHERE id = ${tenants.attacker.documentIds[0]!}`);
          const written = await transaction.query(sql`SELECT title FROM app.documents WHERE id = ${tenants.attacker.documentIds[0]!}`);
          const all = await transaction.query(sql`SELECT DISTINCT tenant_id FROM app.documents`);
          return [found.count, written.rows, all.rows];
        });
        expect(rows).toEqual([0, [{ title: value }], [{ tenant_id: tenants.attacker.id }]]);
      }
      expect(await victimsDocuments()).toBe(400);
    },
  );

  it('hold against a second statement in one text, which the protocol refuses, also without parameters', async () => {
    const failure = await database.application
      .withTenant(tenants.attacker.id, (transaction) => transaction.query(sql`SELECT 1; SET app.current_tenant = ''`))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'database-failed', reason: '42601' });
  });

  it('hold against a tenant of another form', async () => {
    for (const tenant of ['', 'x', tenants.victim.id.toUpperCase(), `${tenants.victim.id} `, `${tenants.victim.id}\n`, "' OR true --"]) {
      expect(await refusalOf(database.application.withTenant(tenant, () => Promise.resolve(1)))).toMatchObject({ code: 'invalid-tenant' });
    }
  });

  it("hold for new rows by default: a row without a tenant is the current one's", async () => {
    const digest = randomBytes(32);
    await database.application.withTenant(tenants.attacker.id, (transaction) => addUser(transaction, digest));
    const { rows } = await database.application.withTenant(tenants.attacker.id, (transaction) =>
      transaction.query(sql`SELECT tenant_id FROM app.users WHERE email_digest = ${digest}`),
    );
    expect(rows).toEqual([{ tenant_id: tenants.attacker.id }]);
  });
});
