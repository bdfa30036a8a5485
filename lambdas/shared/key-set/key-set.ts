/** The public half of a signing key, as it is published (RFC 7517). */
export interface PublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

/** A published key. */
export interface PublishedKey extends PublicKey {
  /** Seconds since 1970 from which no valid token is signed with it; absent while it may sign. */
  readonly until?: number;
}

/** The public keys as they are stored. */
export interface PublishedKeys {
  readonly keys: readonly PublishedKey[];
}

/** The published keys, and which edition of them it is: 0 when nothing was published yet. */
export interface Edition {
  readonly number: number;
  readonly published: PublishedKeys;
}

/** A key set as it is served (RFC 7517). */
export interface KeySet {
  readonly keys: readonly PublicKey[];
}

export const NOTHING_PUBLISHED: PublishedKeys = Object.freeze({ keys: [] });

/** What is served now: without the keys that no valid token is signed with any more. */
export function keySetAt({ keys }: PublishedKeys, seconds: number): KeySet {
  return { keys: keys.filter((key) => isWanted(key, seconds)).map(publicHalf) };
}

/** Whether a valid token may be signed with it. */
export function isWanted({ until }: PublishedKey, seconds: number): boolean {
  return until === undefined || seconds < until;
}

/** Without its private part, or anything else. */
export function publicHalf({ kty, crv, x, y, kid, alg, use }: PublicKey): PublicKey {
  return { kty, crv, x, y, kid, alg, use };
}
