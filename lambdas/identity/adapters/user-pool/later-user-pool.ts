import { later } from '../../../shared/later';
import type { UserPool } from '../../domain/user-pool';

/** A user pool that is loaded with the first request that needs it (decision 0106). */
export function laterUserPool(load: () => Promise<UserPool>): UserPool {
  const pool = later(load);
  return {
    provePassword: async (...of) => (await pool()).provePassword(...of),
    begin: async (...of) => (await pool()).begin(...of),
    complete: async (...of) => (await pool()).complete(...of),
    create: async (...of) => (await pool()).create(...of),
    createWithoutPassword: async (...of) => (await pool()).createWithoutPassword(...of),
    emailOf: async (...of) => (await pool()).emailOf(...of),
    changeEmail: async (...of) => (await pool()).changeEmail(...of),
    setPassword: async (...of) => (await pool()).setPassword(...of),
    migrate: async (...of) => (await pool()).migrate(...of),
    delete: async (...of) => (await pool()).delete(...of),
  };
}
