import { DependencyFailedError } from '../dependency-failed-error';
import { Refusal } from '../http/refusal';
import type { Database, Work } from './database';
import { CommitUnknownError, ConflictError, DatabaseFailedError, LoginRefusedError, RefusedByDatabaseError } from './errors';

/** The database refuses a value by a constraint, or doesn't let the row be seen. */
class RefusedRowError extends Refusal {
  readonly code = 'refused-by-database';
  override readonly name = 'RefusedRowError';
  readonly status: number;

  constructor({ status, publicMessage }: RefusedByDatabaseError) {
    super(publicMessage);
    this.status = status;
  }
}

/** Others changed the same rows again and again. */
class BusyRowError extends Refusal {
  readonly code = 'busy';
  override readonly name = 'BusyRowError';
  readonly status = 409;
  override readonly headers = { 'Retry-After': '1' };

  constructor() {
    super('Others are changing the same thing. Nothing was changed; try again.');
  }
}

/**
 * Runs work in a transaction for a tenant, as `Database.withTenant` does, for a request: what the database refuses is told as it may
 * be, and when it is down the caller is told to try again.
 * @throws {RefusedRowError}, {BusyRowError}, {DependencyFailedError}, and what the work throws
 */
export async function inTenant<Result>(database: Pick<Database, 'withTenant'>, tenant: string, work: Work<Result>): Promise<Result> {
  try {
    return await database.withTenant(tenant, work);
  } catch (error) {
    if (error instanceof RefusedByDatabaseError) throw new RefusedRowError(error);
    if (error instanceof ConflictError) throw new BusyRowError();
    const isDown = error instanceof DatabaseFailedError || error instanceof CommitUnknownError || error instanceof LoginRefusedError;
    throw isDown ? new DependencyFailedError('postgresql', error) : error;
  }
}
