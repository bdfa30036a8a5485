import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../clock';
import type { KeyRing } from '../rings/key-ring';
import { DynamoLeaseStore } from './dynamo-lease-store';
import { LeasedTiers } from './leased-tiers';
import { parseRateLimits } from './rate-limits';
import type { RateTiers } from './rate-tiers';

/** What a function that answers requests has for its limits: the first two are the variables `COUNTERS_TABLE` and `RATE_LIMITS`. */
export interface RequestTiersParts {
  readonly table: string;
  readonly limits: string;
  readonly dynamo: DynamoDBClient;
  readonly hashKeys: KeyRing;
  readonly clock: Clock;
}

/**
 * The limits of the environment, counted in its table.
 * @throws {MalformedRateLimitsError} when they aren't those of the four tiers
 */
export function requestTiers({ table, limits, dynamo, hashKeys, clock }: RequestTiersParts): RateTiers {
  return new LeasedTiers({ limits: parseRateLimits(limits), store: new DynamoLeaseStore(dynamo, table), hashKeys, clock });
}
