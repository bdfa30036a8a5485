import type { TenantEntry } from '../../shared/http/request';
import type { KeyedHash } from '../../shared/rings/key-ring';

/** A token that was replaced. */
export interface RotatedToken {
  readonly tokenHash: string;
  /** Milliseconds since 1970. */
  readonly rotatedAt: number;
  /** The secret of the one that replaced it, sealed under a key that only this one yields; base64url. */
  readonly sealedSuccessor: string;
}

/** A signed-in browser: one family of refresh tokens (IDN-9). Times are seconds since 1970. */
export interface Session {
  readonly id: string;
  readonly account: string;
  readonly tenant: string;
  /** SHA-256 of the refresh token's secret, base64url: it has 256 bits, so no key is needed. */
  readonly tokenHash: string;
  /** base64url: the key by which the family's own tokens are told from made-up ones, so that only a genuine one ends it. */
  readonly familyKey: string;
  /** The tokens that were replaced within the last ten seconds, oldest first. */
  readonly previous: readonly RotatedToken[];
  /** Of the device's cookie; the session works in this browser alone. */
  readonly device: KeyedHash;
  /** By the names of RFC 8176. */
  readonly methods: readonly string[];
  readonly authenticatedAt: number;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** Idle for so long, it ends. */
  readonly idleSeconds: number;
  readonly endsAt: number;
  /** Address and browser for the person's own list, sealed under the session keys' ring. */
  readonly sealedPlace: string;
  /** The other tenant that its SUPER_ADMIN entered; it ends with the session (AZN-5). */
  readonly entered?: TenantEntry;
  readonly revoked?: { readonly at: number; readonly reason: 'reuse' | 'sign-out' | 'revoked' };
}
