import type { Account } from '../account';

/** The fields of an account that are sealed under USER_MFA (KEY-9): each opens in its own place of its own account alone. */
export type MfaField = 'phone-number' | 'totp-secret';

/**
 * Seals and opens the secrets of factors. What is sealed is base64url, as the account's record holds it.
 * Each method throws {@link DependencyFailedError} when the keys can't be reached.
 */
export interface SealedFields {
  /** @throws {FieldAlteredError} or another of `shared/fields/errors.ts` when it isn't what was sealed for this account and field */
  open(account: Pick<Account, 'id' | 'tenant'>, field: MfaField, sealed: string): Promise<string>;
  seal(account: Pick<Account, 'id' | 'tenant'>, field: MfaField, text: string): Promise<string>;
}
