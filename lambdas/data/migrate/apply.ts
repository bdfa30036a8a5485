import { CompiledQuery, Kysely, Migrator, PostgresDialect, sql, type DatabaseConnection, type Migration as Step, type MigrationResultSet } from 'kysely';
import { Pool } from 'pg';
import { connectionTo, type DatabaseAddress } from '../../shared/database/connection';
import type { Login } from '../../shared/database/login';
import { translate } from '../../shared/database/server-error';
import defects from '../domain/defects.sql' with { type: 'text' };
import { MigrationFailedError, MigrationsDivergedError, UnsafeSchemaError } from '../domain/errors';
import { identityOf, type Migration } from '../domain/migrations';

/** The tables that record what was applied are no tenant's, and the application can't see them. */
const RECORDS = 'migrations';

const DIVERGED = 'corrupted migrations: ';

/**
 * Applies what isn't yet, in one transaction and one at a time: who comes second waits, and finds nothing to do.
 * @returns the names of those that were applied
 * @throws {MigrationFailedError} when one fails; `UnsafeSchemaError` when one leaves a tenant's rows open to others
 * @throws {MigrationsDivergedError} when an applied one is changed or gone
 */
export async function apply(address: DatabaseAddress, login: Login, migrations: readonly Migration[]): Promise<readonly string[]> {
  const pool = openPool(address, login);
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool, onCreateConnection: becomeOwner }) });
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(stepsOf(migrations)) }, migrationTableSchema: RECORDS });
    return appliedBy(await migrator.migrateToLatest(), migrations);
  } finally {
    await database.destroy();
  }
}

/** The events of a connection that breaks would end the process; the statement that runs on it fails in any case. */
function openPool(address: DatabaseAddress, login: Login): Pool {
  const pool = new Pool({ ...connectionTo(address, login), max: 1 });
  const alreadyKnown = (): void => undefined;
  pool.on('error', alreadyKnown);
  pool.on('connect', (client) => client.on('error', alreadyKnown));
  return pool;
}

/** With an empty path, a migration names the schema of all that it means, and no other object is taken for it. */
async function becomeOwner(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw('SET ROLE ringwall_owner'));
  await connection.executeQuery(CompiledQuery.raw("SET search_path = ''"));
}

function stepsOf(migrations: readonly Migration[]): Record<string, Step> {
  return Object.fromEntries(migrations.map((migration) => [identityOf(migration), { up: (database) => applyOne(database, migration) } satisfies Step]));
}

async function applyOne(database: Kysely<unknown>, { text }: Migration): Promise<void> {
  await sql.raw(text).execute(database);
  const { rows } = await sql.raw<{ object: string; defect: string }>(defects).execute(database);
  if (rows.length > 0) throw new UnsafeSchemaError(rows.map(({ object, defect }) => `${object} ${defect}`));
}

function appliedBy({ error, results = [] }: MigrationResultSet, migrations: readonly Migration[]): readonly string[] {
  const nameOf = (identity: string): string => migrations.find((migration) => identityOf(migration) === identity)?.name ?? identity;
  if (error === undefined) return results.map(({ migrationName }) => nameOf(migrationName));
  const failed = results.find(({ status }) => status === 'Error');
  throw explain(error, failed && nameOf(failed.migrationName));
}

/** The tool tells a changed list of migrations by its message alone, which holds their names and nothing else. */
function explain(error: unknown, migration: string | undefined): unknown {
  if (error instanceof UnsafeSchemaError) return error;
  if (error instanceof Error && error.message.startsWith(DIVERGED)) return new MigrationsDivergedError(error.message.slice(DIVERGED.length));
  const failure = translate(error);
  return migration === undefined ? failure : new MigrationFailedError(migration, 'sqlState' in failure ? failure.sqlState : failure.reason);
}
