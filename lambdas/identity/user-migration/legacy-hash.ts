import { argon2Verify, bcryptVerify } from 'hash-wasm';

/** A hash of the older system whose cost we bear. */
export interface LegacyHash {
  readonly kind: 'argon2id' | 'bcrypt';
  readonly encoded: string;
}

/** Modular crypt format: variant, cost, 22 characters of salt and 31 of hash. */
const BCRYPT = /^\$2[aby]\$(\d{2})\$[./A-Za-z0-9]{53}$/;
/** PHC string; version 19 is RFC 9106's. Salt of 8 to 64 bytes, hash of 16 to 64. */
const ARGON2ID = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/;

/** A hash may come from a stolen or faulty import: one of absurd cost would stop the trigger, which has five seconds. */
const BCRYPT_COSTS = { least: 4, most: 13 };
const ARGON2ID_MOST = { kibibytes: 65536, passes: 8, lanes: 4, kibibytesTimesPasses: 262144 };
/** RFC 9106 §3.1. */
const LEAST_KIBIBYTES_A_LANE = 8;

/** What bcrypt reads of a password: the rest never counted, in no implementation. */
const BCRYPT_BYTES = 72;
/** Cognito's own limit. */
const MOST_CHARACTERS = 256;

/** Reads a stored hash; `undefined` when it isn't one, or costs more than we bear. */
export function readLegacyHash(encoded: string): LegacyHash | undefined {
  const [, cost] = BCRYPT.exec(encoded) ?? [];
  if (cost !== undefined) return Number(cost) >= BCRYPT_COSTS.least && Number(cost) <= BCRYPT_COSTS.most ? { kind: 'bcrypt', encoded } : undefined;
  const [kibibytes, passes, lanes] = (ARGON2ID.exec(encoded) ?? []).slice(1).map(Number);
  if (kibibytes === undefined || passes === undefined || lanes === undefined) return undefined;
  return isBearable(kibibytes, passes, lanes) ? { kind: 'argon2id', encoded } : undefined;
}

function isBearable(kibibytes: number, passes: number, lanes: number): boolean {
  const { kibibytes: mostKibibytes, passes: mostPasses, lanes: mostLanes, kibibytesTimesPasses } = ARGON2ID_MOST;
  const least = passes >= 1 && lanes >= 1 && kibibytes >= LEAST_KIBIBYTES_A_LANE * lanes;
  return least && kibibytes <= mostKibibytes && passes <= mostPasses && lanes <= mostLanes && kibibytes * passes <= kibibytesTimesPasses;
}

/**
 * Whether a password fits. One with a NUL byte never does: implementations of bcrypt in C read up to it only, so that others
 * would fit than the one that was set.
 */
export async function matchesLegacyHash({ kind, encoded }: LegacyHash, password: string): Promise<boolean> {
  const readable = password.length > 0 && password.length <= MOST_CHARACTERS && !password.includes('\0');
  const bytes = Buffer.from(readable ? password : 'a password that is not read');
  const fits = await (kind === 'bcrypt'
    ? bcryptVerify({ password: bytes.subarray(0, BCRYPT_BYTES), hash: encoded })
    : argon2Verify({ password: bytes, hash: encoded }));
  return readable && fits;
}
