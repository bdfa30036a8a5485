import { publicHalf, type PublicKey, type SigningKeys } from './signing-keys';

/** A published key. */
export interface PublishedKey extends PublicKey {
  /** Seconds since 1970 from which no valid token is signed with it; absent while it may sign. */
  readonly until?: number;
}

/** The public keys as they are stored. */
export interface PublishedKeys {
  readonly keys: readonly PublishedKey[];
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

/** Ahead of a promotion: what is published stays, and the keys that will sign come with it; the one that signs is there in any case. */
export function announce(published: PublishedKeys, keys: SigningKeys, seconds: number): PublishedKeys {
  const wanted = [...signersOf(keys), ...(keys.last === null ? [] : [publicHalf(keys.last)])];
  return { keys: [...wanted, ...others(published, wanted).filter((key) => isWanted(key, seconds))] };
}

/** After a promotion: all others stay until their last token has expired. One that has an end already keeps it. */
export function retireOthers(published: PublishedKeys, keys: SigningKeys, seconds: number, graceSeconds: number): PublishedKeys {
  const signing = signersOf(keys);
  const last = others(published, signing).filter((key) => isWanted(key, seconds));
  return { keys: [...signing, ...last.map((key) => ({ ...key, until: key.until ?? seconds + graceSeconds }))] };
}

/** In an emergency: nothing else is published from now on. */
export function dropOthers(keys: SigningKeys): PublishedKeys {
  return { keys: signersOf(keys) };
}

function signersOf({ current, next }: SigningKeys): readonly PublicKey[] {
  return [current, next].filter((key) => key !== null).map(publicHalf);
}

function others({ keys }: PublishedKeys, signing: readonly PublicKey[]): readonly PublishedKey[] {
  return keys.filter(({ kid }) => !signing.some((key) => key.kid === kid));
}

function isWanted({ until }: PublishedKey, seconds: number): boolean {
  return until === undefined || seconds < until;
}
