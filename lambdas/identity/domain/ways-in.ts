import type { Account } from './account';
import { FactorNeededError, LastWayInError } from './ways-in-errors';

/**
 * Makes sure that somebody can still sign in to an account: by password, another provider or a passkey. Second factors and recovery
 * codes are none: they open nothing alone.
 * @param account as it would be
 * @throws {LastWayInError} when nothing is left
 */
export function requireWayIn({ hasPassword, links, passkeys }: Pick<Account, 'hasPassword' | 'links' | 'passkeys'>): void {
  if (!hasPassword && links.length === 0 && passkeys.length === 0) throw new LastWayInError();
}

/**
 * The account as it is when a factor was taken from it: recovery codes go with the last one that they stand in for (IDN-7).
 * @throws {FactorNeededError} when a phone, which stands in as well, would be left alone (IDN-6)
 */
export function withoutStandIns(account: Account): Account {
  if (account.totp !== undefined || account.passkeys.length > 0) return account;
  if (account.phone !== undefined) throw new FactorNeededError();
  return { ...account, recoveryCodes: [] };
}
