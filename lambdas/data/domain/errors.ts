/** The secret for migrations is another user's. */
export class NotAMigrationUserError extends Error {
  readonly code = 'not-a-migration-user';
  override readonly name = 'NotAMigrationUserError';

  constructor(allowed: readonly string[]) {
    super(`The secret for migrations holds another user's login. Allowed: ${allowed.join(', ')}.`);
  }
}

/** The roles and schemas couldn't be prepared. Nothing was changed. */
export class PreparationFailedError extends Error {
  readonly code = 'preparation-failed';
  override readonly name = 'PreparationFailedError';

  constructor(reason: string) {
    super(`The database couldn't be prepared for migrations (${reason}). Nothing was changed. The server's log says more.`);
  }
}

/** A migration failed, and with it all that were to be applied. Nothing was changed. */
export class MigrationFailedError extends Error {
  readonly code = 'migration-failed';
  override readonly name = 'MigrationFailedError';

  /** @param reason an SQLSTATE, or what is wrong with the list of migrations */
  constructor(migration: string, reason: string) {
    super(`The migration ${migration} failed (${reason}). Nothing was changed. The server's log says more.`);
  }
}

/** A migration that was applied isn't there any more as it was: it was edited, renamed, removed or overtaken. */
export class MigrationsDivergedError extends Error {
  readonly code = 'migrations-diverged';
  override readonly name = 'MigrationsDivergedError';

  constructor(reason: string) {
    super(`What was applied to this database isn't what this release holds: ${reason} Applied migrations are never changed; add a new one.`);
  }
}

/** After a migration a tenant could learn of another. It was rolled back. */
export class UnsafeSchemaError extends Error {
  readonly code = 'unsafe-schema';
  override readonly name = 'UnsafeSchemaError';

  constructor(readonly defects: readonly string[]) {
    super(`The schema would let a tenant learn of another, so the migration is rolled back: ${defects.join('; ')}.`);
  }
}

/** Stores couldn't be compared; the others were. */
export class UncomparedError extends Error {
  readonly code = 'uncompared';
  override readonly name = 'UncomparedError';

  /** @param pairs by their names */
  constructor(readonly pairs: readonly string[]) {
    super(`These couldn't be compared: ${pairs.join(', ')}. The log says why for each; docs/runbooks/reconciliation.md says what to do.`);
  }
}
