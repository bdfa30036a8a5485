import { randomBytes } from 'node:crypto';
import { startPostgresServer, type PostgresServer } from './postgres-server';
import { prepareServer } from './postgres-template';

declare global {
  /** Kept between the two ends of a run. */
  var ringwallPostgres: PostgresServer | undefined;
}

/** Starts one server for all test files of the run, which learn of it by a variable. */
export default async function globalSetup(): Promise<void> {
  const server = await startPostgresServer();
  globalThis.ringwallPostgres = server;
  const passwords = { administrator: randomBytes(24).toString('base64url'), users: randomBytes(24).toString('base64url') };
  const { port, authority, superuserPassword } = server;
  process.env.RINGWALL_TEST_POSTGRES = JSON.stringify({ port, authority, superuserPassword, ...passwords });
  await prepareServer(server, passwords);
}
