import type { Account } from './account';
import { LastWayInError } from './ways-in-errors';

/**
 * Makes sure that somebody can still sign in to an account: by password, another provider or a passkey. Second factors and recovery
 * codes are none: they open nothing alone.
 * @param account as it would be
 * @throws {LastWayInError} when nothing is left
 */
export function requireWayIn({ hasPassword, links, passkeys }: Pick<Account, 'hasPassword' | 'links' | 'passkeys'>): void {
  if (!hasPassword && links.length === 0 && passkeys.length === 0) throw new LastWayInError();
}
