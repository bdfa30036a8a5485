import { SecretValue } from '../secrets/secret-value';
import { MalformedRingError } from './errors';

/** What the rings are for; each has a secret of its own. */
export const RING_PURPOSES = ['session-keys', 'peppers', 'hash-keys', 'origin-keys'] as const;

/** What a ring is for. */
export type RingPurpose = (typeof RING_PURPOSES)[number];

/** One key of a ring. */
export interface RingKey {
  /** Counted up from 1, and never used again. */
  readonly version: number;
  /** 32 bytes in base64url, wrapped so that no log shows it. */
  readonly key: SecretValue;
}

/** What the secret of a ring holds. */
export interface Ring {
  readonly purpose: RingPurpose;
  /** Newest first; none before the first rotation. */
  readonly keys: readonly RingKey[];
}

/** 32 bytes in base64url without padding; the last character holds four bits, so that a key has one text only (RFC 4648 §3.5). */
const KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const MOST_KEYS = 16;
const MOST_VERSION = 1_000_000;

/**
 * Reads the secret of a ring. Without "keys" it is one that a deployment made, because CloudFormation can generate text only.
 * @throws {MalformedRingError} when it is anything else
 */
export function parseRing(value: SecretValue): Ring {
  const fields = parseObject(value.reveal());
  const purpose = RING_PURPOSES.find((known) => known === fields.purpose);
  if (purpose === undefined) throw new MalformedRingError(`"purpose" is one of ${RING_PURPOSES.join(', ')}`);
  if (!('keys' in fields)) return { purpose, keys: [] };
  if (!Array.isArray(fields.keys) || fields.keys.length === 0 || fields.keys.length > MOST_KEYS)
    throw new MalformedRingError(`"keys" is a list of 1 to ${String(MOST_KEYS)} keys`);
  const keys = fields.keys.map(parseKey);
  if (keys.some(({ version }, index) => index > 0 && version >= (keys[index - 1]?.version ?? 0)))
    throw new MalformedRingError('the keys stand newest first, each version once');
  return { purpose, keys };
}

function parseKey(value: unknown): RingKey {
  const { version, key }: { version?: unknown; key?: unknown } = typeof value === 'object' && value !== null ? value : {};
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > MOST_VERSION)
    throw new MalformedRingError('each key has a "version", counted from 1');
  if (typeof key !== 'string' || !KEY.test(key)) throw new MalformedRingError('each "key" is 32 bytes in base64url');
  return { version, key: new SecretValue(key) };
}

/** The parser's own error isn't kept: it quotes the text, which is a secret. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    throw new MalformedRingError('it is JSON');
  }
  throw new MalformedRingError('it is a JSON object');
}
