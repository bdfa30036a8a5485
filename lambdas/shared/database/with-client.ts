import { Client } from 'pg';
import { connectionTo, type DatabaseAddress } from './connection';
import type { Login } from './login';

/**
 * Lends a connection of its own, without a tenant, to what administers the database; the application has `Database`.
 * Closed in any case. Errors are the driver's, for the caller to `translate`: their text may hold values.
 */
export async function withClient<Result>(
  address: DatabaseAddress,
  login: Pick<Login, 'username' | 'password'>,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client(connectionTo(address, login));
  client.on('error', alreadyKnown);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(alreadyKnown);
  }
}

/** The connection broke: whatever waits for an answer fails by that. Unheard, the event would end the process. */
function alreadyKnown(): void {
  return undefined;
}
