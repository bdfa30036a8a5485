import { createHmac } from 'node:crypto';
import { deriveKey } from './derive-key';
import type { KeyRing } from './key-ring';
import type { RingKey } from './ring';

/** The ring of which the origin's secrets are made: one for each of its keys. */
export const ORIGIN_RING = 'origin-keys';

const USE = 'origin secret';
const TEXT = 'cloudfront';
const SECRET = /^v([1-9]\d{0,6})\.([A-Za-z0-9_-]{43})$/;

/**
 * What CloudFront sends to prove that a request came through it. It stands plainly in the ring's secret, as `header`, because
 * CloudFormation can hand on a value and not make one; it is derived, so that a distribution's configuration never holds a key.
 */
export function originSecretOf({ version, key }: RingKey): string {
  const derived = deriveKey(Buffer.from(key.reveal(), 'base64url'), { purpose: ORIGIN_RING, what: 'hash', use: USE });
  return `v${String(version)}.${createHmac('sha256', derived).update(TEXT).digest('base64url')}`;
}

/**
 * Whether a text is the origin's secret of a key that the ring has, the current or the one before; compared in constant time.
 * @throws {DependencyFailedError} when the ring can't be read
 */
export async function isOriginSecret(ring: KeyRing, text: string | undefined): Promise<boolean> {
  const [, version, hash] = SECRET.exec(text ?? '') ?? [];
  return version !== undefined && hash !== undefined && ring.matches(USE, TEXT, { version: Number(version), hash });
}
