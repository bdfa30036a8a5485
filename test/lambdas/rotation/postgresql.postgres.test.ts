import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { parseCredential, serializeCredential, type Credential } from '../../../lambdas/rotation/domain/credential';
import { generatePassword } from '../../../lambdas/rotation/domain/password';
import { DatabaseServer } from '../../../lambdas/rotation/postgresql/database-server';
import { PostgresqlKind } from '../../../lambdas/rotation/postgresql/postgresql-kind';
import { connectionTo, type DatabaseAddress } from '../../../lambdas/shared/database/connection';
import type { Login } from '../../../lambdas/shared/database/login';
import { sql } from '../../../lambdas/shared/database/statement';
import { TenantTransaction } from '../../../lambdas/shared/database/tenant-transaction';
import { SecretValue } from '../../../lambdas/shared/secrets/secret-value';
import { errorOf } from '../../support/error-of';
import { makeServerIdentity } from '../../support/postgres-certificate';
import { startPostgresServer, type PostgresServer } from '../../support/postgres-server';
import { ADMINISTRATOR, copyTemplate, fixedLogin, prepareServer, type Passwords } from '../../support/postgres-template';
import { refusalOf } from '../../support/refusal-of';
import { addDocument, addUser } from '../data/two-tenants';
import { describeRotation } from './contract';
import type { Obstacle, Subject, SubjectClient } from './subject';
import { World } from './world';

const DATABASE = 'rotation';

/** A server of its own: users are the whole server's, and other test files log in by them. */
let server: PostgresServer;
let passwords: Passwords;
let address: DatabaseAddress;
let subject: Subject<Credential>;

beforeAll(async () => {
  server = await startPostgresServer();
  passwords = { administrator: randomBytes(24).toString('base64url'), users: randomBytes(24).toString('base64url') };
  await prepareServer(server, passwords);
  await copyTemplate(server, passwords, DATABASE);
  address = { host: 'localhost', port: server.port, database: DATABASE, authorities: server.authority };
  subject = await makeSubject();
});

afterAll(() => server.stop());

function credentialOf(text: string): Credential {
  return parseCredential(new SecretValue(text));
}

function textOf(username: string, password: SecretValue): string {
  return serializeCredential({ username, password, others: { host: 'localhost', port: 5432 } }).reveal();
}

async function connectAs(login: Pick<Login, 'username' | 'password'>): Promise<Client> {
  const client = new Client(connectionTo(address, login));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function asAdministrator(...statements: readonly string[]): Promise<void> {
  const client = await connectAs({ username: ADMINISTRATOR, password: new SecretValue(passwords.administrator) });
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Writes a document of its own tenant and reads it back, on a connection that lives as long as the secret's value. */
class DocumentClient implements SubjectClient {
  readonly #tenant = randomUUID();
  #client: Client | undefined;
  #text = '';
  #owner: string | undefined;

  async use(text: string): Promise<void> {
    const client = await this.#connection(text);
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.current_tenant', $1, true)", [this.#tenant]);
    const transaction = new TenantTransaction(client);
    this.#owner ??= await this.#settle(transaction);
    const id = await addDocument(transaction, this.#owner, 'Written during a rotation');
    const { count } = await transaction.query(sql`SELECT FROM app.documents WHERE id = ${id}`);
    await client.query('COMMIT');
    if (count !== 1) throw new Error('The document that was just written is missing.');
  }

  async close(): Promise<void> {
    await this.#client?.end();
  }

  async #connection(text: string): Promise<Client> {
    if (this.#client !== undefined && text === this.#text) return this.#client;
    const before = this.#client;
    this.#client = await connectAs(credentialOf(text));
    this.#text = text;
    await before?.end();
    return this.#client;
  }

  async #settle(transaction: TenantTransaction): Promise<string> {
    await transaction.query(sql`INSERT INTO app.tenants (name) VALUES (${`Tenant ${this.#tenant}`})`);
    return (await addUser(transaction)).userId;
  }
}

function kindFor(place: DatabaseAddress, administrator = ADMINISTRATOR, password = passwords.administrator): PostgresqlKind {
  return new PostgresqlKind(new DatabaseServer(place, fixedLogin(administrator, password)));
}

/** Listens, and answers everything with "N": no TLS, as a server that has it switched off. */
async function startWithoutTls(): Promise<number> {
  const plain = createServer((socket) => socket.once('data', () => socket.end('N')).on('error', () => undefined)).listen(0, '127.0.0.1');
  plain.unref();
  await once(plain, 'listening');
  return (plain.address() as AddressInfo).port;
}

async function makeObstacles(): Promise<readonly Obstacle[]> {
  const current = { username: 'ringwall_app_a', password: generatePassword(), others: {} };
  const { authority } = await makeServerIdentity();
  const plainPort = await startWithoutTls();
  await asAdministrator('CREATE ROLE ringwall_unlike_a LOGIN', 'CREATE ROLE ringwall_unlike_b LOGIN', 'GRANT ringwall_application TO ringwall_unlike_a');
  const at = (changes: Partial<DatabaseAddress>) => () => kindFor({ ...address, ...changes }).preflight(current);
  const of = (username: string) => () => kindFor(address).preflight({ ...current, username });
  return [
    { title: 'a host without an address', code: 'address-unknown', findings: at({ host: 'database.invalid' }) },
    { title: 'a port that nobody listens on', code: 'connection-refused', findings: at({ port: 1 }) },
    { title: 'a server without TLS', code: 'tls-missing', findings: at({ port: plainPort }) },
    { title: 'an authority that nobody knows', code: 'certificate-untrusted', findings: at({ authorities: authority }) },
    { title: 'a certificate for another host', code: 'certificate-untrusted', findings: at({ host: '127.0.0.1' }) },
    { title: 'a wrong password', code: 'login-refused', findings: () => kindFor(address, ADMINISTRATOR, 'wrong').preflight(current) },
    {
      title: 'an administrator who may change nobody',
      code: 'permission-missing',
      findings: () => kindFor(address, 'ringwall_migration_a', passwords.users).preflight(current),
    },
    { title: "users that aren't there", code: 'user-missing', findings: of('ringwall_missing_a') },
    { title: 'users with different rights', code: 'users-differ', findings: of('ringwall_unlike_a') },
  ];
}

async function makeSubject(): Promise<Subject<Credential>> {
  const kind = kindFor(address);
  return {
    kind,
    initial: textOf('ringwall_app_a', new SecretValue(passwords.users)),
    outdated: (current) => Promise.resolve(textOf(credentialOf(current).username, generatePassword())),
    unapplied: async (current) => serializeCredential(await kind.candidate(credentialOf(current))).reveal(),
    client: () => new DocumentClient(),
    staysConnected: true,
    works: async (text) => {
      const client = new DocumentClient();
      const refused = await refusalOf(client.use(text));
      await client.close();
      return refused === undefined;
    },
    obstacles: await makeObstacles(),
  };
}

describe('PostgreSQL', () => {
  describeRotation(() => subject, { what: 'Logins of PostgreSQL', evidence: 'real-server' });

  it('keeps what else stands in the secret', async () => {
    const world = new World(subject.kind, textOf('ringwall_read_only_a', new SecretValue(passwords.users)));
    await world.rotate();
    expect(credentialOf(world.current)).toMatchObject({ username: 'ringwall_read_only_b', others: { host: 'localhost', port: 5432 } });
  });

  it('shows the server a SCRAM verifier and never the password', async () => {
    const world = new World(subject.kind, textOf('ringwall_read_only_a', new SecretValue(passwords.users)));
    const superuser = await connectAs({ username: 'postgres', password: new SecretValue(server.superuserPassword) });
    await superuser.query("ALTER SYSTEM SET log_statement = 'all'");
    await superuser.query('SELECT pg_reload_conf()');
    await world.rotate();
    const { rows } = await superuser.query<{ verifier: string }>("SELECT rolpassword AS verifier FROM pg_authid WHERE rolname = 'ringwall_read_only_b'");
    const { rows: log } = await superuser.query<{ text: string }>("SELECT pg_read_file(current_setting('data_directory') || '/../log') AS text");
    await superuser.query('ALTER SYSTEM RESET log_statement');
    await superuser.query('SELECT pg_reload_conf()');
    await superuser.end();
    expect(rows[0]!.verifier).toMatch(/^SCRAM-SHA-256\$4096:/);
    expect(log[0]!.text).toContain(rows[0]!.verifier);
    expect(log[0]!.text).not.toContain(credentialOf(world.current).password.reveal());
  });

  it('ends the sessions of a user that is revoked', async () => {
    const world = new World(subject.kind, textOf('ringwall_migration_a', new SecretValue(passwords.users)));
    const session = await connectAs(credentialOf(world.current));
    const versionId = world.secret.versionAt('AWSCURRENT')!;
    await world.rotate();
    await session.query('SELECT 1');
    await world.invoke({ Step: 'revoke', SecretId: world.secret.id, VersionId: versionId });
    expect(await refusalOf(session.query('SELECT 1'))).toBeInstanceOf(Error);
    expect(await refusalOf(connectAs(credentialOf(world.secret.textAt('AWSCURRENT')!)))).toBeUndefined();
  });

  it.each(['postgres', 'administrator', 'ringwall_owner', 'ringwall_app_c', 'ringwall_app_a; --', 'RINGWALL_APP_A', ''])(
    'refuses a secret that names the user "%s"',
    (username) => {
      expect(errorOf(() => subject.kind.parse(new SecretValue(textOf(username, generatePassword()))))).toMatchObject({ code: 'invalid-secret' });
    },
  );

  it('keeps its candidate while the server is down, and finishes with it', async () => {
    const world = new World(kindFor({ ...address, port: 1 }), textOf('ringwall_read_only_a', new SecretValue(passwords.users)));
    const candidate = textOf('ringwall_read_only_b', generatePassword());
    const versionId = world.secret.plantPending(candidate);
    for (const step of ['setSecret', 'testSecret', 'finishSecret'] as const)
      expect(await refusalOf(world.step(step, versionId))).toMatchObject({ code: 'database-failed' });
    expect(world.secret.textAt('AWSPENDING')).toBe(candidate);
  });
});
