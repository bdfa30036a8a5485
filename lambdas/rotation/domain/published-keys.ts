import { isWanted, publicHalf, type PublicKey, type PublishedKey, type PublishedKeys } from '../../shared/key-set/key-set';
import type { SigningKeys } from './signing-keys';

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
