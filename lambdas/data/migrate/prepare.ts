import type { ClientBase } from 'pg';
import type { DatabaseAddress } from '../../shared/database/connection';
import { LoginRefusedError } from '../../shared/database/errors';
import type { Login } from '../../shared/database/login';
import { scramVerifier } from '../../shared/database/scram-verifier';
import { translate } from '../../shared/database/server-error';
import { withClient } from '../../shared/database/with-client';
import { PreparationFailedError } from '../domain/errors';
import password from '../domain/preparation/password.sql' with { type: 'text' };
import { PREPARATION, PREPARED_MARK } from '../domain/preparation';

/** Any number, the same for all who prepare: one at a time. */
const LOCK = 7_201_001;

/** Whether the migration user can log in and finds what this release's preparation leaves. */
export async function isPrepared(address: DatabaseAddress, migration: Login): Promise<boolean> {
  try {
    return await withClient(address, migration, hasMark);
  } catch (error) {
    const failure = translate(error);
    if (failure instanceof LoginRefusedError) return false;
    throw failure;
  }
}

async function hasMark(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ mark: string | null }>("SELECT obj_description(to_regnamespace('app'), 'pg_namespace') AS mark");
  return rows[0]?.mark === PREPARED_MARK;
}

/**
 * Makes roles, schemas and the migration user's password, as the administrator: all of it, or nothing. May be repeated.
 * @throws {PreparationFailedError} when the server refuses, or a role may do more than it should
 * @throws {UnsupportedPasswordError} when the migration user's password can't be one
 */
export async function prepare(address: DatabaseAddress, administrator: Login, migration: Login): Promise<void> {
  const settings = [PREPARED_MARK, migration.username, scramVerifier(migration.password.reveal())];
  try {
    await withClient(address, administrator, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      await client.query(
        "SELECT set_config('ringwall.preparation', $1, true), set_config('ringwall.user', $2, true), set_config('ringwall.verifier', $3, true)",
        settings,
      );
      for (const text of [...PREPARATION, password]) await client.query(text);
      await client.query('COMMIT');
    });
  } catch (error) {
    const failure = translate(error);
    throw new PreparationFailedError('sqlState' in failure ? failure.sqlState : failure.reason);
  }
}
