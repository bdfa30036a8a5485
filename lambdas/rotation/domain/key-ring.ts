import { randomBytes } from 'node:crypto';
import type { Derivation } from '../../shared/rings/derive-key';
import { MalformedRingError } from '../../shared/rings/errors';
import { ORIGIN_RING, originSecretOf } from '../../shared/rings/origin-secret';
import { parseRing, type Ring, type RingKey, type RingPurpose } from '../../shared/rings/ring';
import { openText, parseSealed, sealText } from '../../shared/rings/seal-text';
import { SecretValue } from '../../shared/secrets/secret-value';
import { InvalidSecretError } from './errors';
import { RING_LENGTHS } from './kind';

const KEY_BYTES = 32;
const PROBE = 'a probe of the rotation';

/**
 * Reads the secret of a ring.
 * @throws {InvalidSecretError} when it holds something else, or a ring for another purpose
 */
export function parseRingFor(purpose: RingPurpose, value: SecretValue): Ring {
  const ring = parsed(value);
  if (ring.purpose !== purpose) throw new InvalidSecretError(`JSON with the "purpose" ${purpose}`);
  return ring;
}

/** Writes the secret; what CloudFront sends stands plainly beside the keys that it is derived from. */
export function serializeRing({ purpose, keys }: Ring): SecretValue {
  const [newest] = keys;
  const header = purpose === ORIGIN_RING && newest !== undefined ? { header: originSecretOf(newest) } : {};
  return new SecretValue(JSON.stringify({ purpose, ...header, keys: keys.map(({ version, key }) => ({ version, key: key.reveal() })) }));
}

/** The ring after a rotation: a new key before those that it keeps. */
export function succeedRing({ purpose, keys }: Ring): Ring {
  const key = new SecretValue(randomBytes(KEY_BYTES).toString('base64url'));
  return { purpose, keys: [{ version: newestVersion(keys) + 1, key }, ...keys].slice(0, RING_LENGTHS[purpose]) };
}

/** Whether it begins with a key that comes right after the newest of the current ring, and is none of its keys. */
export function followsRing({ keys }: Ring, current: Ring): boolean {
  const [newest] = keys;
  const fresh = !current.keys.some(({ key }) => key.reveal() === newest?.key.reveal());
  return fresh && newest?.version === newestVersion(current.keys) + 1;
}

/** Whether the ring opens what its own newest key seals, and what each key seals that it has to keep of the current one. */
export function opensAll(ring: Ring, current: Ring): boolean {
  const [newest] = ring.keys;
  const sealers = [...(newest === undefined ? [] : [newest]), ...current.keys.slice(0, RING_LENGTHS[ring.purpose] - 1)];
  return newest !== undefined && sealers.every((sealer) => opens(ring, sealer));
}

function opens({ purpose, keys }: Ring, sealer: RingKey): boolean {
  const derivation: Derivation = { purpose, what: 'seal', use: 'rotation' };
  const sealed = parseSealed(sealText(bytesOf(sealer), sealer.version, derivation, PROBE));
  const opener = keys.find(({ version }) => version === sealed?.version);
  if (sealed === undefined || opener === undefined) return false;
  try {
    return openText(bytesOf(opener), sealed, derivation) === PROBE;
  } catch {
    return false;
  }
}

function bytesOf({ key }: RingKey): Buffer {
  return Buffer.from(key.reveal(), 'base64url');
}

function newestVersion([newest]: readonly RingKey[]): number {
  return newest?.version ?? 0;
}

function parsed(value: SecretValue): Ring {
  try {
    return parseRing(value);
  } catch (error) {
    throw error instanceof MalformedRingError ? new InvalidSecretError(error.rule) : error;
  }
}
