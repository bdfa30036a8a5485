import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { EnvironmentGraph, Resource } from '../assurance/templates/graph';
import { stringOf } from '../assurance/templates/values';
import type { LocalCloud } from './local-cloud';
import { REDIS_ADMINISTRATOR } from './redis/redis';

/** Where the launcher learns of the servers beside it. */
export function serversFile(folder: string): string {
  return join(folder, 'servers.json');
}

/**
 * Makes the database and its administrator as the templates name them, and tells the launcher where the servers are: the
 * endpoints that it gives to the stores, whose users it changes, and by whose authority functions verify them.
 */
export async function announceServers({ postgres, redis, certificates, folder }: LocalCloud, graph: EnvironmentGraph): Promise<void> {
  const administrator = { username: 'postgres', password: randomBytes(24).toString('base64url') };
  for (const cluster of graph.ofType('AWS::RDS::DBCluster')) {
    administrator.username = textOf(cluster, 'MasterUsername');
    await makeDatabase(postgres.owner, administrator, textOf(cluster, 'DatabaseName'));
  }
  const servers = {
    authorityFile: certificates.authorityFile,
    postgres: { host: 'localhost', port: postgres.port, ...administrator },
    redis: { host: 'localhost', port: redis.port, username: REDIS_ADMINISTRATOR, password: redis.password },
  };
  writeFileSync(serversFile(folder), JSON.stringify(servers), { mode: 0o600 });
}

function textOf({ properties, path }: Resource, name: string): string {
  const value = stringOf(properties[name]);
  if (typeof value !== 'string') throw new Error(`${path} has no ${name} that the templates tell`);
  return value;
}

/** What Aurora's master user is: no superuser, but one who makes roles and databases. Names can't be parameters: the server quotes them. */
async function makeDatabase(
  owner: LocalCloud['postgres']['owner'],
  { username, password }: { username: string; password: string },
  database: string,
): Promise<void> {
  const client = new Client(owner);
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string; database: string }>(
      "SELECT format('CREATE ROLE %I LOGIN CREATEROLE CREATEDB PASSWORD %L', $1::text, $2::text) AS role, format('CREATE DATABASE %I OWNER %I', $3::text, $1::text) AS database",
      [username, password, database],
    );
    const [made] = rows;
    if (made === undefined) throw new Error('the server quoted nothing');
    await client.query(made.role);
    await client.query(made.database);
  } finally {
    await client.end();
  }
}
