import { Pool, type PoolClient } from 'pg';
import { connectionTo, type DatabaseAddress } from './connection';
import { LoginRefusedError } from './errors';
import type { Login, LoginSource } from './login';
import { translate } from './server-error';

/** Connections open at once, in each process. */
const CONNECTIONS = 10;
const IDLE_MILLISECONDS = 30_000;

/** So that a connection doesn't outlive the login that it was made with by more than this. */
const LIFETIME_SECONDS = 600;

/**
 * Pooled connections of the user whose turn it is. After a rotation new connections are the next user's, and those of the
 * one before end by themselves as they fall idle: nobody waits for them, and nothing that runs on them is cut off.
 */
export class LoginPools {
  readonly #pools = new Map<string, Pool>();

  constructor(
    private readonly address: DatabaseAddress,
    private readonly logins: LoginSource,
  ) {}

  /**
   * A connection. When the login is refused it was rotated a moment ago: the source is asked once more.
   * @throws {LoginRefusedError} when the newer one is refused too, or there is none
   * @throws {DatabaseFailedError} when the database can't be reached
   */
  async connect(): Promise<PoolClient> {
    const login = await this.logins.current();
    try {
      return await this.#connectAs(login);
    } catch (error) {
      if (!(error instanceof LoginRefusedError)) throw error;
      this.logins.refused(login);
      const newer = await this.logins.current();
      if (newer.version === login.version) throw error;
      return this.#connectAs(newer);
    }
  }

  /** Closes all of them once they are free. */
  async end(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.end()));
  }

  async #connectAs(login: Login): Promise<PoolClient> {
    try {
      return await this.#poolOf(login).connect();
    } catch (error) {
      throw translate(error);
    }
  }

  #poolOf(login: Login): Pool {
    const known = this.#pools.get(login.version);
    if (known !== undefined) return known;
    this.#forgetEmptyOnes();
    const pool = new Pool({
      ...connectionTo(this.address, login),
      max: CONNECTIONS,
      idleTimeoutMillis: IDLE_MILLISECONDS,
      maxLifetimeSeconds: LIFETIME_SECONDS,
    });
    pool.on('error', alreadyDropped);
    pool.on('connect', (client) => client.on('error', alreadyKnown));
    this.#pools.set(login.version, pool);
    return pool;
  }

  #forgetEmptyOnes(): void {
    for (const [version, pool] of this.#pools) if (pool.totalCount === 0 && pool.waitingCount === 0) this.#pools.delete(version);
  }
}

/** An idle connection broke: the pool has dropped it, and nobody was using it. Unheard, the event would end the process. */
function alreadyDropped(): void {
  return undefined;
}

/** A connection in use broke: the statement that runs on it, or the next one, fails by that. Unheard, the event would end the process, too. */
function alreadyKnown(): void {
  return undefined;
}
