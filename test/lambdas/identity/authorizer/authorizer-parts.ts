import type { AuthorizerParts } from '../../../../lambdas/identity/authorizer/authorize';
import { Audit } from '../../../../lambdas/shared/audit/audit';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import type { MemoryRecordStore } from '../../../support/memory-record-store';
import type { TokenWorld } from '../../../support/token-world';
import { UNLIMITED_DENIALS } from '../../../support/unlimited-denials';

/** What an instance of the authorizer is made of, with keys and a table in memory. */
export function authorizerParts(world: TokenWorld, store: MemoryRecordStore, log: AuthorizerParts['log']): AuthorizerParts {
  const { clock } = world.time;
  const rings = { hashKeys: memoryKeyRing([1], 'hash-keys'), sessionKeys: memoryKeyRing([1], 'session-keys') };
  return {
    store,
    audit: new Audit({ service: 'authorizer', ...rings, clock }),
    peppers: memoryKeyRing([1], 'peppers'),
    hashKeys: rings.hashKeys,
    originKeys: memoryKeyRing([1], 'origin-keys'),
    denials: UNLIMITED_DENIALS,
    tokens: world.verifier,
    clock,
    policySet: COMPILED_POLICIES.hash,
    log,
  };
}
