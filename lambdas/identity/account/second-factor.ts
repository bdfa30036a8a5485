import type { Account } from '../domain/account';

/** A factor for which codes and text messages may stand in. */
export function secondFactorOf({ totp, passkeys }: Account): 'passkey' | 'totp' | undefined {
  if (totp !== undefined) return 'totp';
  return passkeys.length > 0 ? 'passkey' : undefined;
}
