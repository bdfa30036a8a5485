import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Audit } from '../audit/audit';
import { decideFor, type Decider } from '../authorization/decide-for';
import { clock, type Clock } from '../clock';
import { requestTiers } from '../limits/request-tiers';
import type { RateTiers } from '../limits/rate-tiers';
import { log } from '../log';
import type { KeyRing } from '../rings/key-ring';
import type { RingPurpose } from '../rings/ring';
import { SecretKeyRing } from '../rings/secret-key-ring';
import { SECRET_LIMITS } from '../secrets/secret-limits';
import { Secrets } from '../secrets/secrets';
import { SecretsManagerSource } from '../secrets/secrets-manager-source';
import { variable } from '../variable';
import type { Origins } from './origins';

/** What functions that decide on each request are made of, beside what they work on. */
export interface RequestParts {
  /** The function's name, by which audit events and the log know it. */
  readonly service: string;
  readonly decide: Decider;
  readonly audit: Audit;
  readonly sessionKeys: KeyRing;
  readonly tiers: RateTiers;
  readonly origins: Origins;
  readonly log: typeof log;
  readonly clock: Clock;
  /** For what else a function reads. */
  readonly secrets: Secrets;
  readonly dynamo: DynamoDBClient;
}

/**
 * Everything from the environment, once, when a function starts.
 * @throws {MissingVariableError} when a variable isn't set
 * @throws {MalformedRateLimitsError} when `RATE_LIMITS` aren't those of the four tiers
 */
export function requestParts(service: string): RequestParts {
  const dynamo = new DynamoDBClient({});
  const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS);
  const ring = (purpose: RingPurpose, name: string): KeyRing => new SecretKeyRing({ secrets, id: variable(name), purpose, clock });
  const [hashKeys, sessionKeys] = [ring('hash-keys', 'HASH_KEYS_SECRET'), ring('session-keys', 'SESSION_KEYS_SECRET')];
  const policies = { policySet: variable('POLICY_SET'), clock };
  return {
    service,
    decide: (caller, action, resource) => decideFor(policies, caller, action, resource),
    audit: new Audit({ service, hashKeys, sessionKeys, clock }),
    sessionKeys,
    tiers: requestTiers({ table: variable('COUNTERS_TABLE'), limits: variable('RATE_LIMITS'), dynamo, hashKeys, clock }),
    origins: { app: variable('APP_ORIGIN'), site: variable('SITE_ORIGIN') },
    log,
    clock,
    secrets,
    dynamo,
  };
}
