import type { KeyedHash } from '../../shared/rings/key-ring';

/** A signed-in browser: one family of refresh tokens (IDN-9). Times are seconds since 1970. */
export interface Session {
  readonly id: string;
  readonly account: string;
  readonly tenant: string;
  /** SHA-256 of the refresh token's secret, base64url: it has 256 bits, so no key is needed. */
  readonly tokenHash: string;
  /** The token before, for ten seconds. */
  readonly previous?: {
    readonly tokenHash: string;
    /** Milliseconds since 1970. */
    readonly rotatedAt: number;
    /** The present token, sealed under a key that only the one before yields. */
    readonly sealedSuccessor: string;
  };
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
  readonly revoked?: { readonly at: number; readonly reason: 'reuse' | 'sign-out' | 'revoked' };
}
