import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { Account } from '../account';

/** A key of a service account (IDN-13). Times are seconds since 1970. */
export interface ApiKey {
  readonly id: string;
  readonly tenant: string;
  /** What its creator calls it. */
  readonly name: string;
  /** The account that made it: the key never can more than that one can now. */
  readonly creator: string;
  readonly scopes: readonly string[];
  /** Of its secret, under the peppers. */
  readonly hash: KeyedHash;
  /** Ranges of addresses that it may be used from; none for everywhere. */
  readonly networks: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** To the minute. */
  readonly lastUsedAt?: number;
  readonly revoked?: { readonly at: number; readonly by: string };
}

/** Use of the peppers' ring. */
export const API_KEY_USE = 'API key';

/** With it a key reads what others created (AZN-3): policies ask for it by this name. */
export const OWNER_SCOPE = 'read:all';

/** IDN-13. */
export const MOST_DAYS = 365;

/** A key's last use is written so often at most. */
export const LAST_USE_SECONDS = 60;

/** In seconds. */
export const DAY = 86_400;

/** So long after its end it still stands in the list of keys. */
const LISTED_DAYS = 30;

/** In one tenant, in use at a time. */
export const MOST_KEYS = 50;

/** Whether a key may be used at all. */
export function isInUse({ revoked, expiresAt }: ApiKey, now: number): boolean {
  return revoked === undefined && now < expiresAt;
}

/** Whether who made it is still there: a key doesn't outlive the membership that it came from, nor live again with another one. */
export function isBacked({ tenant, creator, createdAt }: ApiKey, account: Account): boolean {
  const { id, status, roles, memberSince = 0 } = account;
  return id === creator && account.tenant === tenant && status === 'active' && roles.length > 0 && createdAt >= memberSince;
}

/** When nothing of a key is left, in seconds since 1970. */
export function goneAt({ expiresAt }: ApiKey): number {
  return expiresAt + LISTED_DAYS * DAY;
}
