/** A keyed hash and the version of the ring's key that made it. */
export interface KeyedHash {
  readonly version: number;
  /** base64url */
  readonly hash: string;
}

/**
 * A ring of keys in a secret, newest first (SEC-3): what is sealed or hashed names the key's version, so that a rotation voids
 * nothing. A use (`sign-in challenge`, `email address`) separates what is made under one ring: what was made for one use fits no other.
 * Each method throws {@link DependencyFailedError} when the secret can't be read.
 */
export interface KeyRing {
  /** AES-256-GCM under the newest key, as `v<version>:<base64url>`. */
  seal(use: string, text: string): Promise<string>;
  /** @throws {SealBrokenError} when it was sealed otherwise, for another use, or under a key that is gone */
  open(use: string, sealed: string): Promise<string>;
  /** HMAC-SHA-256 under the newest key. */
  hash(use: string, text: string): Promise<KeyedHash>;
  /** Under every key, newest first: to find what an older one made. */
  hashes(use: string, text: string): Promise<readonly KeyedHash[]>;
  /** In constant time; false also when the key is gone. */
  matches(use: string, text: string, hash: KeyedHash): Promise<boolean>;
}
