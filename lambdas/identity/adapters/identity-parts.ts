import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Audit } from '../../shared/audit/audit';
import { clock, type Clock } from '../../shared/clock';
import type { FunctionContract } from '../../shared/contract';
import type { Origins } from '../../shared/http/origins';
import type { Counters } from '../../shared/limits/counters';
import { DynamoCounters } from '../../shared/limits/dynamo-counters';
import type { RateTiers } from '../../shared/limits/rate-tiers';
import { requestTiers } from '../../shared/limits/request-tiers';
import { log } from '../../shared/log';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RingPurpose } from '../../shared/rings/ring';
import { SecretKeyRing } from '../../shared/rings/secret-key-ring';
import { SECRET_LIMITS } from '../../shared/secrets/secret-limits';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { DynamoRecordStore } from '../../shared/store/dynamo-record-store';
import type { RecordStore } from '../../shared/store/record-store';
import { variable } from '../../shared/variable';

/** What the functions of identity that answer requests are made of. */
export interface IdentityParts {
  /** The contract's name, by which audit events and the log name the function. */
  readonly service: string;
  readonly store: RecordStore;
  readonly counters: Counters;
  readonly tiers: RateTiers;
  readonly rings: { readonly sessionKeys: KeyRing; readonly peppers: KeyRing; readonly hashKeys: KeyRing };
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: typeof log;
  readonly origins: Origins;
  /** For what else a function reads. */
  readonly secrets: Secrets;
  readonly dynamo: DynamoDBClient;
}

/**
 * Everything from the environment, once, in `index.ts`. What the contract doesn't name has no name here either, and AWS refuses its
 * use, as the function's role does.
 * @throws {MissingVariableError} when a variable of the contract isn't set
 * @throws {MalformedRateLimitsError} when its contract doesn't name the limits of calls
 */
export function identityParts({ name: service, variables }: Pick<FunctionContract, 'name' | 'variables'>): IdentityParts {
  const named = new Map(variables.map((name) => [name, variable(name)]));
  const nameOf = (name: string): string => named.get(name) ?? '';
  const dynamo = new DynamoDBClient({});
  const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS);
  const ring = (purpose: RingPurpose, name: string): KeyRing => new SecretKeyRing({ secrets, id: nameOf(name), purpose, clock });
  const rings = {
    sessionKeys: ring('session-keys', 'SESSION_KEYS_SECRET'),
    peppers: ring('peppers', 'PEPPERS_SECRET'),
    hashKeys: ring('hash-keys', 'HASH_KEYS_SECRET'),
  };
  const tables = { accounts: nameOf('ACCOUNTS_TABLE'), flows: nameOf('FLOWS_TABLE'), sessions: nameOf('SESSIONS_TABLE') };
  return {
    service,
    store: new DynamoRecordStore({ dynamo, tables, outbox: nameOf('OUTBOX_TABLE'), clock }),
    counters: new DynamoCounters(dynamo, nameOf('COUNTERS_TABLE'), clock),
    tiers: requestTiers({ table: nameOf('COUNTERS_TABLE'), limits: nameOf('RATE_LIMITS'), dynamo, hashKeys: rings.hashKeys, clock }),
    rings,
    audit: new Audit({ service, ...rings, clock }),
    clock,
    log,
    origins: { app: nameOf('APP_ORIGIN'), site: nameOf('SITE_ORIGIN') },
    secrets,
    dynamo,
  };
}
