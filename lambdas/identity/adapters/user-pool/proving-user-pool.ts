import type { TakingOver } from '../../domain/migration/take-over';
import type { UserPool } from '../../domain/user-pool';
import { provePassword } from './password-proof';
import { userPool } from './user-pool';

/** The user pool, in functions that prove passwords: with the arithmetic of that. */
export function provingUserPool(taking?: TakingOver): UserPool {
  return userPool(provePassword, taking);
}
