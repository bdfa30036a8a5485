import { contract as accountSettings } from '../../lambdas/account/account-settings/contract';
import { contract as migrate } from '../../lambdas/data/migrate/contract';
import { contract as replayErasures } from '../../lambdas/data/replay-erasures/contract';
import { contract as rotateDataKeys } from '../../lambdas/data/rotate-data-keys/contract';
import { contract as keySet } from '../../lambdas/identity/key-set/contract';
import { contract as rotateKeyRings } from '../../lambdas/rotation/key-rings/contract';
import { contract as rotatePostgresql } from '../../lambdas/rotation/postgresql/contract';
import { contract as rotateRabbitmq } from '../../lambdas/rotation/rabbitmq/contract';
import { contract as rotateRedis } from '../../lambdas/rotation/redis/contract';
import { contract as rotateSigningKeys } from '../../lambdas/rotation/signing-keys/contract';
import { contract as secretAges } from '../../lambdas/rotation/secret-ages/contract';
import type { FunctionContract } from '../../lambdas/shared/contract';

/** The contracts of all functions. */
const CONTRACTS: readonly FunctionContract[] = Object.freeze([
  accountSettings,
  keySet,
  migrate,
  replayErasures,
  rotateDataKeys,
  rotateKeyRings,
  rotatePostgresql,
  rotateRabbitmq,
  rotateRedis,
  rotateSigningKeys,
  secretAges,
]);

/** What the functions do, each action once. */
export function functionActions(): readonly string[] {
  return [...new Set(CONTRACTS.flatMap(({ actions }) => Object.values<readonly string[]>(actions).flat()))].sort();
}
