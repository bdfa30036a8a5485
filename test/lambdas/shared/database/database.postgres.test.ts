import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Database } from '../../../../lambdas/shared/database/database';
import { connectionTo } from '../../../../lambdas/shared/database/connection';
import { CommitUnknownError, ConflictError, DatabaseFailedError, RefusedByDatabaseError } from '../../../../lambdas/shared/database/errors';
import { LoginPools } from '../../../../lambdas/shared/database/login-pools';
import type { Login, LoginSource } from '../../../../lambdas/shared/database/login';
import { sql, type Statement } from '../../../../lambdas/shared/database/statement';
import type { TenantTransaction } from '../../../../lambdas/shared/database/tenant-transaction';
import { SecretValue } from '../../../../lambdas/shared/secrets/secret-value';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { fixedLogin } from '../../../support/postgres-template';
import { refusalOf } from '../../../support/refusal-of';
import { addAttachment, addDocument, addUser, seedTenant, type SeededTenant } from '../../data/two-tenants';
import { proves } from '../../../support/proves';

let database: TestDatabase;
let one: SeededTenant;
let other: SeededTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  one = await seedTenant(database, ['A', 'B']);
  other = await seedTenant(database, ['C']);
});

afterAll(() => database.drop());

const titles = async (transaction: TenantTransaction): Promise<unknown[]> =>
  (await transaction.query(sql`SELECT title FROM app.documents ORDER BY title`)).rows.map(({ title }) => title);

/** A pool with one connection, so that everybody gets the one that somebody else had before. */
function onePooledConnection(): { readonly pooled: Database; readonly client: Client } {
  const client = new Client(connectionTo(database.address, { username: 'ringwall_app_a', password: new SecretValue(database.facts.users) }));
  const connected = client.connect();
  const pools = {
    connect: async () => {
      await connected;
      return Object.assign(client, { release: () => undefined });
    },
    end: () => client.end(),
  };
  return { pooled: new Database(pools, () => Promise.resolve()), client };
}

const SETTING = "SELECT nullif(current_setting('app.current_tenant', true), '') AS tenant";

describe('a pooled connection', () => {
  const ways: readonly (readonly [string, (pooled: Database) => Promise<unknown>])[] = [
    ['a commit', (pooled) => pooled.withTenant(one.id, titles)],
    ["an error of the work's own", (pooled) => refusalOf(pooled.withTenant(one.id, () => Promise.reject(new Error('no'))))],
    ['a refused statement', (pooled) => refusalOf(pooled.withTenant(one.id, (transaction) => addAttachment(transaction, randomUUID())))],
    [
      "a statement that the server doesn't understand",
      (pooled) => refusalOf(pooled.withTenant(one.id, (transaction) => transaction.query(sql`SELECT FROM app.nothing`))),
    ],
  ];

  for (const [way, run] of ways)
    proves(
      { control: 'AZN-7', part: 'per-transaction', evidence: 'real-server' },
      `a pooled connection remembers no tenant after ${way}, and the next tenant sees its own rows`,
      async () => {
        const { pooled, client } = onePooledConnection();
        await run(pooled);
        expect((await client.query(SETTING)).rows).toEqual([{ tenant: null }]);
        expect((await client.query('SELECT FROM app.documents')).rowCount).toBe(0);
        expect(await pooled.withTenant(other.id, titles)).toEqual(['C']);
        await pooled.end();
      },
    );

  proves(
    { control: 'AZN-7', part: 'per-transaction', evidence: 'real-server' },
    'a pooled connection serves many tenants at once, and each sees its own rows',
    async () => {
      const seen = await Promise.all(Array.from({ length: 60 }, (_, index) => database.application.withTenant(index % 2 === 0 ? one.id : other.id, titles)));
      expect(seen).toEqual(seen.map((_, index) => (index % 2 === 0 ? ['A', 'B'] : ['C'])));
    },
  );

  it('that broke while it lay idle is replaced, and nobody notices', async () => {
    const application = new Database(new LoginPools(database.address, fixedLogin('ringwall_app_b', database.facts.users)), () => Promise.resolve());
    await application.withTenant(one.id, titles);
    const superuser = await database.connectAsSuperuser();
    await superuser.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ringwall_app_b' AND datname = current_database()");
    expect(await application.withTenant(one.id, titles)).toEqual(['A', 'B']);
    await application.end();
  });
});

describe('a transaction', () => {
  it('keeps nothing when the work throws', async () => {
    const failure = await refusalOf(
      database.application.withTenant(one.id, async (transaction) => {
        await transaction.query(sql`DELETE FROM app.documents`);
        throw new RangeError('changed my mind');
      }),
    );
    expect(failure).toEqual(new RangeError('changed my mind'));
    expect(await database.application.withTenant(one.id, titles)).toEqual(['A', 'B']);
  });

  it('fails when the work swallows a refusal, as nothing was kept', async () => {
    const failure = await refusalOf(
      database.application.withTenant(one.id, async (transaction) => {
        await transaction.query(sql`DELETE FROM app.documents`);
        await refusalOf(addAttachment(transaction, randomUUID()));
        return 'fine';
      }),
    );
    expect(failure).toMatchObject({ code: 'refused-by-database', constraint: 'attachments_document_exists' });
    expect(await database.application.withTenant(one.id, titles)).toEqual(['A', 'B']);
  });

  it("fails when a statement that the work didn't wait for fails", async () => {
    const failure = await refusalOf(
      database.application.withTenant(one.id, (transaction) => {
        void refusalOf(transaction.query(sql`SELECT FROM app.nothing`));
        return Promise.resolve('fine');
      }),
    );
    expect(failure).toMatchObject({ code: 'database-failed', reason: '25P02' });
  });

  it('takes no statement after its end', async () => {
    let kept: TenantTransaction | undefined;
    await database.application.withTenant(one.id, (transaction) => {
      kept = transaction;
      return Promise.resolve();
    });
    expect(await refusalOf(kept!.query(sql`SELECT 1`))).toMatchObject({ code: 'transaction-ended' });
  });

  it('takes no text, and nothing that looks like a statement', async () => {
    const lookAlikes = ['SELECT 1', { text: 'SELECT 1', values: [] }, null, undefined, Object.create(Object.getPrototypeOf(sql`SELECT 1`) as object)];
    for (const lookAlike of lookAlikes) {
      expect(await refusalOf(database.application.withTenant(one.id, (transaction) => transaction.query(lookAlike as Statement)))).toMatchObject({
        code: 'not-a-statement',
      });
    }
  });

  it('that loses an update runs again, with what the other one wrote', async () => {
    const id = one.documentIds[0]!;
    let runs = 0;
    const raise = (transaction: TenantTransaction): Promise<unknown> => transaction.query(sql`UPDATE app.documents SET version = version + 1 WHERE id = ${id}`);
    await database.application.withTenant(one.id, async (transaction) => {
      runs++;
      await transaction.query(sql`SELECT version FROM app.documents WHERE id = ${id}`);
      if (runs === 1) await database.application.withTenant(one.id, raise);
      await raise(transaction);
    });
    const { rows } = await database.application.withTenant(one.id, (transaction) => transaction.query(sql`SELECT version FROM app.documents WHERE id = ${id}`));
    expect([runs, rows]).toEqual([2, [{ version: 3 }]]);
  });

  it('that always loses gives up after four runs, having changed nothing', async () => {
    const id = one.documentIds[1]!;
    let runs = 0;
    const failure = await refusalOf(
      database.application.withTenant(one.id, async (transaction) => {
        runs++;
        await transaction.query(sql`SELECT version FROM app.documents WHERE id = ${id}`);
        await database.application.withTenant(one.id, (faster) => faster.query(sql`UPDATE app.documents SET version = version + 1 WHERE id = ${id}`));
        await transaction.query(sql`UPDATE app.documents SET title = 'lost' WHERE id = ${id}`);
      }),
    );
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({ sqlState: '40001' });
    expect(runs).toBe(4);
    expect(await database.application.withTenant(one.id, titles)).toEqual(['A', 'B']);
  });

  it("whose connection breaks while it works isn't run again", async () => {
    let runs = 0;
    const superuser = await database.connectAsSuperuser();
    const failure = await refusalOf(
      database.application.withTenant(one.id, async (transaction) => {
        runs++;
        const { rows } = await transaction.query(sql`SELECT pg_backend_pid() AS pid`);
        await superuser.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
        await transaction.query(sql`SELECT 1`);
      }),
    );
    expect(failure).toBeInstanceOf(DatabaseFailedError);
    expect(failure).toMatchObject({ connectionLost: true });
    expect(runs).toBe(1);
  });

  it('whose connection breaks before its commit ends unknown', async () => {
    const superuser = await database.connectAsSuperuser();
    const failure = await refusalOf(
      database.application.withTenant(one.id, async (transaction) => {
        const { rows } = await transaction.query(sql`SELECT pg_backend_pid() AS pid`);
        await superuser.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
      }),
    );
    expect(failure).toBeInstanceOf(CommitUnknownError);
  });
});

describe('what the database refuses', () => {
  const refused = async (work: (transaction: TenantTransaction) => Promise<unknown>): Promise<unknown> =>
    refusalOf(database.application.withTenant(one.id, work));

  it.each([
    [
      'a value that exists',
      (transaction: TenantTransaction) => addUser(transaction, one.emailDigest),
      { status: 409, publicMessage: 'It exists already.', constraint: 'users_email_taken' },
    ],
    [
      'a reference to nothing',
      (transaction: TenantTransaction) => addAttachment(transaction, randomUUID()),
      { status: 409, constraint: 'attachments_document_exists' },
    ],
    [
      'a document that still has a file',
      async (transaction: TenantTransaction) => {
        await addAttachment(transaction, one.documentIds[0]!);
        await transaction.query(sql`DELETE FROM app.documents`);
      },
      { status: 409, constraint: 'attachments_document_exists' },
    ],
    [
      'a creator who is nobody that decisions know',
      (transaction: TenantTransaction) => addDocument(transaction, 'ann', 'x'),
      { status: 422, constraint: 'documents_creator_valid' },
    ],
    ['an empty title', (transaction: TenantTransaction) => addDocument(transaction, one.userId, ''), { status: 422, constraint: 'documents_title_valid' }],
    [
      'a title that is too long',
      (transaction: TenantTransaction) => addDocument(transaction, one.userId, 'x'.repeat(201)),
      { status: 422, constraint: 'documents_title_valid' },
    ],
    [
      'a title with a line break',
      (transaction: TenantTransaction) => addDocument(transaction, one.userId, 'a\nb'),
      { status: 422, constraint: 'documents_title_valid' },
    ],
    ['a title with a zero byte', (transaction: TenantTransaction) => addDocument(transaction, one.userId, 'a\u0000b'), { status: 422, constraint: undefined }],
    [
      'an ID that is none',
      (transaction: TenantTransaction) => transaction.query(sql`SELECT FROM app.documents WHERE id = ${'12'}`),
      { status: 422, constraint: undefined },
    ],
    [
      'a digest of another length',
      (transaction: TenantTransaction) => addUser(transaction, Buffer.alloc(31)),
      { status: 422, constraint: 'users_email_digest_valid' },
    ],
    [
      'a field in clear',
      (transaction: TenantTransaction) => transaction.query(sql`UPDATE app.users SET phone = ${Buffer.from('+1 555 0100 '.repeat(8))}`),
      { status: 422, constraint: 'sealed_not_clear' },
    ],
    [
      'a row of another tenant',
      (transaction: TenantTransaction) => transaction.query(sql`INSERT INTO app.tenants (tenant_id, name) VALUES (${other.id}, ${'theirs'})`),
      { status: 404, publicMessage: 'There is no such thing.' },
    ],
  ])('is told in words of ours: %s', async (_, work, expected) => {
    const failure = await refused(work);
    expect(failure).toBeInstanceOf(RefusedByDatabaseError);
    expect(failure).toMatchObject({ code: 'refused-by-database', ...expected });
  });

  it('carries no value, no detail and no cause', async () => {
    const failure = (await refused((transaction) => addUser(transaction, one.emailDigest, '00000000-0000-4000-8000-00000000beef'))) as Error;
    expect(failure.cause).toBeUndefined();
    const shown = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
    expect(shown).not.toMatch(/beef|Key \(|\\\\x|email_digest/);
  });

  it("is a fault, and nobody's refusal, when a statement is wrong", async () => {
    expect(await refused((transaction) => transaction.query(sql`SELECT FROM app.nothing`))).toMatchObject({ code: 'database-failed', reason: '42P01' });
  });
});

/** Two users that a rotation uses in turn. */
class TurningLogins implements LoginSource {
  #turn = 0;
  asked = 0;
  refusals = 0;

  constructor(private readonly turns: readonly Login[]) {}

  current(): Promise<Login> {
    this.asked++;
    return Promise.resolve(this.turns[this.#turn]!);
  }

  refused(): void {
    this.refusals++;
    this.turn();
  }

  turn(): void {
    this.#turn = Math.min(this.#turn + 1, this.turns.length - 1);
  }
}

describe('a rotation of the login', () => {
  const login = (version: string, username: string, password = database.facts.users): Login => ({ version, username, password: new SecretValue(password) });
  const user = async (transaction: TenantTransaction): Promise<unknown> => (await transaction.query(sql`SELECT current_user AS name`)).rows[0]!.name;
  const through = (logins: LoginSource): Database => new Database(new LoginPools(database.address, logins), () => Promise.resolve());

  it('is followed by the next transaction, while the one before goes on', async () => {
    const logins = new TurningLogins([login('1', 'ringwall_app_a'), login('2', 'ringwall_app_b')]);
    const application = through(logins);
    const users = await application.withTenant(one.id, async (transaction) => {
      logins.turn();
      return [await user(transaction), await application.withTenant(one.id, user), await user(transaction)];
    });
    expect(users).toEqual(['ringwall_app_a', 'ringwall_app_b', 'ringwall_app_a']);
    await application.end();
  });

  it('that was missed is noticed when the old password is refused, and the operation succeeds', async () => {
    const logins = new TurningLogins([login('1', 'ringwall_app_a', 'an old password that was changed'), login('2', 'ringwall_app_b')]);
    const application = through(logins);
    expect(await application.withTenant(one.id, user)).toBe('ringwall_app_b');
    expect(logins.refusals).toBe(1);
    await application.end();
  });

  it.each([
    ['there is no newer login', [login('1', 'ringwall_app_a', 'a wrong password')]],
    ['the newer one is refused too', [login('1', 'ringwall_app_a', 'a wrong password'), login('2', 'ringwall_app_a', 'another wrong one')]],
  ])('ends in a refused login when %s', async (_, turns) => {
    const application = through(new TurningLogins(turns));
    const failure = await refusalOf(application.withTenant(one.id, user));
    expect(failure).toMatchObject({ code: 'login-refused', sqlState: '28P01' });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('wrong');
    await application.end();
  });
});
