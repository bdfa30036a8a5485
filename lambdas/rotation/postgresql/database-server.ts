import type { Client } from 'pg';
import type { DatabaseAddress } from '../../shared/database/connection';
import type { Login, LoginSource } from '../../shared/database/login';
import { translate } from '../../shared/database/server-error';
import { withClient } from '../../shared/database/with-client';
import { BECOME_USER, END_SESSIONS, REMOVE_PASSWORD, RIGHTS, SET_PASSWORD } from './statements';

/** A user as the administrator sees it. */
export interface UserRights {
  readonly username: string;
  /** Whether the administrator may change the password. */
  readonly changeable: boolean;
  /** Whether it logs in and is no superuser. */
  readonly ordinary: boolean;
  /** The roles it is a member of, sorted. */
  readonly memberships: readonly string[];
}

/** A PostgreSQL server, whose users' passwords an administrator changes. Errors are our own; the driver's may hold values. */
export class DatabaseServer {
  constructor(
    private readonly address: DatabaseAddress,
    private readonly administrator: LoginSource,
  ) {}

  /**
   * Logs in as a client does, and out again.
   * @throws {LoginRefusedError} when the server refuses it
   * @throws {DatabaseFailedError} when the server fails
   */
  async logIn(login: Pick<Login, 'username' | 'password'>): Promise<void> {
    await withClient(this.address, login, (client) => client.query('SELECT 1')).catch(translated);
  }

  /** @param verifier what the server stores of the password, made by `scramVerifier` */
  async setPassword(username: string, verifier: string): Promise<void> {
    await this.#administrate(async (client) => {
      await client.query('BEGIN');
      await client.query("SELECT set_config('ringwall.user', $1, true), set_config('ringwall.verifier', $2, true)", [username, verifier]);
      await client.query(SET_PASSWORD);
      await client.query('COMMIT');
    });
  }

  /** Takes a user's password away, and ends its sessions. */
  async shutOut(username: string): Promise<void> {
    await this.#administrate(async (client) => {
      await client.query("SELECT set_config('ringwall.user', $1, false)", [username]);
      await client.query(REMOVE_PASSWORD);
      await client.query('BEGIN');
      await client.query(BECOME_USER);
      await client.query(END_SESSIONS, [username]);
      await client.query('ROLLBACK');
    });
  }

  /**
   * What the administrator may do with users; those that don't exist are left out.
   * @throws the driver's own error, for a preflight to judge
   */
  async rights(usernames: readonly string[]): Promise<readonly UserRights[]> {
    return withClient(this.address, await this.administrator.current(), async (client) => (await client.query<UserRights>(RIGHTS, [usernames])).rows);
  }

  async #administrate(work: (client: Client) => Promise<void>): Promise<void> {
    const login = await this.administrator.current();
    await withClient(this.address, login, work).catch(translated);
  }
}

function translated(error: unknown): never {
  throw translate(error);
}
