import { Client } from 'pg';
import database from '../../lambdas/data/domain/preparation/database.sql' with { type: 'text' };
import password from '../../lambdas/data/domain/preparation/password.sql' with { type: 'text' };
import { MIGRATIONS } from '../../lambdas/data/domain/migrations';
import { scramVerifier } from '../../lambdas/shared/database/scram-verifier';
import { migrate } from '../../lambdas/data/migrate/migrate';
import type { LoginSource } from '../../lambdas/shared/database/login';
import { SecretValue } from '../../lambdas/shared/secrets/secret-value';
import { connectionAs, type ServerFacts } from './postgres-server';

/** Passwords of a test server. */
export interface Passwords {
  readonly administrator: string;
  /** Of all users that log in. */
  readonly users: string;
}

/** What Aurora's master user is: no superuser, but one who creates roles and databases. */
export const ADMINISTRATOR = 'test_administrator';

/** What the databases of test files are copies of. */
const TEMPLATE = 'test_template';

const USERS = [
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

/** Makes the administrator, the template with all migrations, and everybody's password, by the code that is deployed. */
export async function prepareServer(facts: ServerFacts, passwords: Passwords): Promise<void> {
  await makeAdministrator(facts, passwords.administrator);
  await createEmptyDatabase(facts, TEMPLATE);
  await migrate({
    address: { host: 'localhost', port: facts.port, database: TEMPLATE, authorities: facts.authority },
    administrator: fixedLogin(ADMINISTRATOR, passwords.administrator),
    migration: fixedLogin('ringwall_migration_a', passwords.users),
    migrations: MIGRATIONS,
  });
  await withClient(facts, ADMINISTRATOR, passwords.administrator, TEMPLATE, async (client) => {
    for (const user of USERS) await setPassword(client, user, passwords.users);
  });
}

/** A role like the master user, without anything that this user hasn't on Aurora. */
export async function makeAdministrator(facts: ServerFacts, administratorPassword: string): Promise<void> {
  await withClient(facts, 'postgres', facts.superuserPassword, 'postgres', async (client) => {
    await client.query('CREATE ROLE test_administrator LOGIN CREATEROLE CREATEDB');
    await setPassword(client, ADMINISTRATOR, administratorPassword);
  });
}

/** An empty database of the administrator's. */
export async function createEmptyDatabase(facts: ServerFacts, name: string): Promise<void> {
  await runFormatted(facts, "SELECT format('CREATE DATABASE %I OWNER %I', $1::text, $2::text) AS statement", [name, ADMINISTRATOR]);
}

/** A copy, by files, of the template or of another database to which nobody is connected. What is granted on a database itself isn't copied. */
export async function copyTemplate(facts: ServerFacts, passwords: Passwords, name: string, source: string = TEMPLATE): Promise<void> {
  await runFormatted(facts, "SELECT format('CREATE DATABASE %I TEMPLATE %I OWNER %I', $1::text, $2::text, $3::text) AS statement", [
    name,
    source,
    ADMINISTRATOR,
  ]);
  await withClient(facts, ADMINISTRATOR, passwords.administrator, name, async (client) => {
    await client.query(database);
  });
}

/** Ends all its connections, too. */
export async function dropDatabase(facts: ServerFacts, name: string): Promise<void> {
  await runFormatted(facts, "SELECT format('DROP DATABASE %I WITH (FORCE)', $1::text) AS statement", [name]);
}

/** A login that never changes. */
export function fixedLogin(username: string, text: string): LoginSource {
  const login = { version: '1', username, password: new SecretValue(text) };
  return { current: () => Promise.resolve(login), refused: () => undefined };
}

/** Statements that take names take no parameters: the server quotes them. */
async function runFormatted(facts: ServerFacts, format: string, names: readonly string[]): Promise<void> {
  await withClient(facts, 'postgres', facts.superuserPassword, 'postgres', async (client) => {
    const { rows } = await client.query<{ statement: string }>(format, [...names]);
    await client.query(rows[0]!.statement);
  });
}

async function setPassword(client: Client, user: string, text: string): Promise<void> {
  await client.query('BEGIN');
  await client.query("SELECT set_config('ringwall.user', $1, true), set_config('ringwall.verifier', $2, true)", [user, scramVerifier(text)]);
  await client.query(password);
  await client.query('COMMIT');
}

async function withClient(facts: ServerFacts, user: string, text: string, name: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(connectionAs(facts, user, text, name));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
