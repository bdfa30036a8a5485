import { createHash } from 'node:crypto';
import type { Clock } from '../../lambdas/shared/clock';
import type { KeyRing } from '../../lambdas/shared/rings/key-ring';
import type { RingPurpose } from '../../lambdas/shared/rings/ring';
import { SecretKeyRing } from '../../lambdas/shared/rings/secret-key-ring';
import { Secrets } from '../../lambdas/shared/secrets/secrets';
import { MemorySecretSource } from './memory-secret-source';

const ID = 'ringwall-test-ring';
const LIMITS = { ttlSeconds: 300, graceSeconds: 900, maxEntries: 8 };

/** A ring as it is in the functions, over a secret in memory, with keys that are the same in each run. */
export function memoryKeyRing(versions: readonly number[] = [1], purpose: RingPurpose = 'session-keys'): KeyRing {
  const source = new MemorySecretSource();
  source.set(ID, 'first', ringText(versions, purpose));
  return ringOver(source, purpose);
}

/** A ring over a source in which {@link ringText} stands, so that a test can rotate it. */
export function ringOver(source: MemorySecretSource, purpose: RingPurpose = 'session-keys', clock: Clock = () => Date.now(), id: string = ID): SecretKeyRing {
  return new SecretKeyRing({ secrets: new Secrets(source, clock, LIMITS), id, purpose, clock });
}

/** A ring's secret; the versions newest first. */
export function ringText(versions: readonly number[], purpose: RingPurpose = 'session-keys'): string {
  return JSON.stringify({ purpose, keys: versions.map((version) => ({ version, key: keyOf(purpose, version) })) });
}

/** The name of the secret, unless another is given. */
export const RING_ID = ID;

function keyOf(purpose: RingPurpose, version: number): string {
  return createHash('sha256')
    .update(`test key ${purpose} ${String(version)}`)
    .digest('base64url');
}
