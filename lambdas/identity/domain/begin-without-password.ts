import type { RequestFacts } from '../../shared/http/request';
import { RefusedByPoolError } from './pool/errors';
import { SignInExpiredError } from './sign-in-errors';
import type { PoolChallenge, UserPool } from './user-pool';

/**
 * Begins a sign-in by passkey or single sign-on at the pool.
 * @throws {SignInExpiredError} when the pool refuses: the user was removed or disabled there meanwhile
 */
export async function beginWithoutPassword(pool: Pick<UserPool, 'begin'>, account: string, facts: RequestFacts): Promise<PoolChallenge> {
  return pool.begin(account, facts).catch((error: unknown) => {
    if (error instanceof RefusedByPoolError) throw new SignInExpiredError();
    throw error;
  });
}
