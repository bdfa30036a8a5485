import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Database } from '../../lambdas/shared/database/database';
import type { DatabaseAddress } from '../../lambdas/shared/database/connection';
import { LoginPools } from '../../lambdas/shared/database/login-pools';
import { connectionAs, type ServerFacts } from './postgres-server';
import { ADMINISTRATOR, copyTemplate, dropDatabase, fixedLogin, type Passwords } from './postgres-template';

/** A database of a test file's own, with all migrations, on the run's real PostgreSQL. */
export interface TestDatabase {
  readonly address: DatabaseAddress;
  readonly facts: ServerFacts & Passwords;
  /** The application's way in, as `ringwall_app_a`. */
  readonly application: Database;
  /** A connection of its own for any user, without the helper: what an attacker with a login would have. */
  connect(user: string): Promise<Client>;
  /** Such a connection for one of the two that see everything. */
  connectAsSuperuser(): Promise<Client>;
  /** Closes everything and drops the database. */
  drop(): Promise<void>;
}

/**
 * Makes a fresh database; a test file does so once, in `beforeAll`.
 * @throws {Error} when the file isn't run by the jest project `postgres`, which starts the server
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const facts = readFacts();
  const name = `test_${randomUUID()}`;
  await copyTemplate(facts, facts, name);
  const address = { host: 'localhost', port: facts.port, database: name, authorities: facts.authority };
  const application = new Database(new LoginPools(address, fixedLogin('ringwall_app_a', facts.users)), () => Promise.resolve());
  const clients: Client[] = [];
  const connect = async (user: string, password: string): Promise<Client> => {
    const client = new Client(connectionAs(facts, user, password, name));
    clients.push(client);
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    address,
    facts,
    application,
    connect: (user) => connect(user, user === ADMINISTRATOR ? facts.administrator : facts.users),
    connectAsSuperuser: () => connect('postgres', facts.superuserPassword),
    drop: async () => {
      await application.end();
      await Promise.all(clients.map((client) => client.end()));
      await dropDatabase(facts, name);
    },
  };
}

function readFacts(): ServerFacts & Passwords {
  const facts = process.env.RINGWALL_TEST_POSTGRES;
  if (facts === undefined) throw new Error('There is no PostgreSQL: name the file *.postgres.test.ts, so that the jest project "postgres" runs it.');
  return JSON.parse(facts) as ServerFacts & Passwords;
}
