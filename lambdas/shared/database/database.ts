import type { PoolClient } from 'pg';
import type { Wait } from '../wait';
import { CommitUnknownError, ConflictError, DatabaseFailedError, InvalidTenantError } from './errors';
import type { LoginPools } from './login-pools';
import { translate } from './server-error';
import { TenantTransaction } from './tenant-transaction';

const TENANT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ATTEMPTS = 4;
const FIRST_PAUSE_MILLISECONDS = 20;

/** in_failed_sql_transaction */
const TRANSACTION_FAILED = '25P02';

/** What runs in a transaction. */
export type Work<Result> = (transaction: TenantTransaction) => Promise<Result>;

/** The application's way to the database, and the only one: there is no query without a tenant (AZN-7). */
export class Database {
  constructor(
    private readonly pools: Pick<LoginPools, 'connect' | 'end'>,
    private readonly wait: Wait,
  ) {}

  /**
   * Runs work in a transaction of its own for a tenant, and commits it. The tenant is set for this transaction alone, so
   * that no pooled connection remembers it. One view of the data throughout (REPEATABLE READ): to change what somebody
   * else changed meanwhile is a conflict, and the work runs again, at most three times more. It must therefore have no
   * effect outside of the database.
   * @param tenant from a verified token
   * @throws {InvalidTenantError} when it isn't a UUID in lower case
   * @throws {ConflictError} when the last attempt conflicts, too
   * @throws {CommitUnknownError} when the connection broke during the commit
   * @throws {DatabaseFailedError} when the database fails; `LoginRefusedError` when it refuses the user
   * @throws what the work throws, after a rollback; a refusal that the work caught, as the transaction is lost by then
   */
  async withTenant<Result>(tenant: string, work: Work<Result>): Promise<Result> {
    if (!TENANT.test(tenant)) throw new InvalidTenantError();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#runOnce(tenant, work);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
        await this.wait(FIRST_PAUSE_MILLISECONDS * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }

  /** Closes all connections once they are free. */
  async end(): Promise<void> {
    await this.pools.end();
  }

  async #runOnce<Result>(tenant: string, work: Work<Result>): Promise<Result> {
    const client = await this.#begin(tenant);
    try {
      const result = await runWork(client, work);
      await commit(client);
      client.release();
      return result;
    } catch (error) {
      await abandon(client);
      throw error;
    }
  }

  /** A connection that broke while it lay idle, in a freeze or a failover, has run nothing: another one is taken. */
  async #begin(tenant: string): Promise<PoolClient> {
    for (let attempt = 1; ; attempt++) {
      const client = await this.pools.connect();
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
        await client.query("SELECT set_config('app.current_tenant', $1, true)", [tenant]);
        return client;
      } catch (error) {
        client.release(true);
        const failure = translate(error);
        if (!isConnectionLost(failure) || attempt === ATTEMPTS) throw failure;
      }
    }
  }
}

/** A failure that the work swallowed counts: the transaction is lost by then. */
async function runWork<Result>(client: PoolClient, work: Work<Result>): Promise<Result> {
  const transaction = new TenantTransaction(client);
  try {
    const result = await work(transaction);
    if (transaction.failure !== undefined) throw transaction.failure;
    return result;
  } finally {
    transaction.end();
  }
}

/** The server answers a commit with a rollback, and no error, when a statement failed that the work didn't wait for. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT').catch((error: unknown) => {
    const failure = translate(error);
    throw isConnectionLost(failure) ? new CommitUnknownError() : failure;
  });
  if (command !== 'COMMIT') throw new DatabaseFailedError(TRANSACTION_FAILED, false);
}

/** A connection that can't even roll back isn't given to anybody again. */
async function abandon(client: PoolClient): Promise<void> {
  const clean = await client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
  client.release(!clean);
}

function isConnectionLost(failure: Error): boolean {
  return failure instanceof DatabaseFailedError && failure.connectionLost;
}
