import type { DatabaseAddress } from '../../shared/database/connection';
import type { Login, LoginSource } from '../../shared/database/login';
import { NotAMigrationUserError } from '../domain/errors';
import type { Migration } from '../domain/migrations';
import { MIGRATION_USERS } from '../domain/preparation';
import { apply } from './apply';
import { isPrepared, prepare } from './prepare';

/** What a migration works with. */
export interface Surroundings {
  readonly address: DatabaseAddress;
  /** Creates roles; asked only when there is something to prepare. */
  readonly administrator: LoginSource;
  readonly migration: LoginSource;
  readonly migrations: readonly Migration[];
}

/** What a run did. */
export interface Outcome {
  /** Whether the administrator was needed. */
  readonly prepared: boolean;
  /** The names of the migrations that were applied, in order. */
  readonly applied: readonly string[];
}

/**
 * Brings the schema to this release: the first time with its roles, afterwards what is new. Running it again does nothing.
 * @throws {NotAMigrationUserError} when the secret for migrations is another user's
 * @throws what `prepare` and `apply` throw, with the schema as it was
 */
export async function migrate({ address, administrator, migration, migrations }: Surroundings): Promise<Outcome> {
  const login = await migration.current();
  if (!MIGRATION_USERS.includes(login.username)) throw new NotAMigrationUserError(MIGRATION_USERS);
  const prepared = await prepareOnce(address, administrator, login);
  return { prepared, applied: await apply(address, login, migrations) };
}

async function prepareOnce(address: DatabaseAddress, administrator: LoginSource, migration: Login): Promise<boolean> {
  if (await isPrepared(address, migration)) return false;
  await prepare(address, await administrator.current(), migration);
  return true;
}
