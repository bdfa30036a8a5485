import { Audit } from '../../lambdas/shared/audit/audit';
import type { Clock } from '../../lambdas/shared/clock';
import { memoryKeyRing } from './memory-key-ring';

/** Makes audit events as functions do, over rings in memory. */
export function testAudit(clock: Clock, service = 'things'): Audit {
  return new Audit({ service, clock, hashKeys: memoryKeyRing([1], 'hash-keys'), sessionKeys: memoryKeyRing([1], 'session-keys') });
}
