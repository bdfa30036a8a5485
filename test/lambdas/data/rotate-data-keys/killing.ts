import { randomInt } from 'node:crypto';
import type { Database, Work } from '../../../../lambdas/shared/database/database';

/** As when the process ends where it is. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** Ends the run at its nth transaction: before it, within it, or after it was committed. */
export function killing(database: Pick<Database, 'withTenant'>, transactions: number): Pick<Database, 'withTenant'> {
  let left = transactions;
  return {
    withTenant: async <Result>(tenant: string, work: Work<Result>) => {
      left -= 1;
      if (left > 0) return database.withTenant(tenant, work);
      const where = randomInt(3);
      if (where === 0) throw new KilledError();
      await database.withTenant(tenant, async (transaction) => {
        await work(transaction);
        if (where === 1) throw new KilledError();
      });
      throw new KilledError();
    },
  };
}
