import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Audit } from '../audit/audit';
import { decideFor } from '../authorization/decide-for';
import { clock } from '../clock';
import { localEndpoint } from '../endpoint';
import type { Answer } from '../http/answer';
import { createHandler } from '../http/create-handler';
import { requestTiers } from '../limits/request-tiers';
import { log } from '../log';
import type { RingPurpose } from '../rings/ring';
import { SecretKeyRing } from '../rings/secret-key-ring';
import { Secrets } from '../secrets/secrets';
import { SecretsManagerSource } from '../secrets/secrets-manager-source';
import { DynamoRecordStore } from '../store/dynamo-record-store';
import { variable } from '../variable';
import { guestName, guestTableVariable } from './contract';
import type { Guest } from './guest';
import { guestRoutes } from './guest-routes';

const SECRET_LIMITS = { ttlSeconds: 300, graceSeconds: 600, maxEntries: 4 };

/** The function of a guest, invoked by API Gateway: everything from the environment, once. The build calls it; a guest has no wiring. */
export function serve(guest: Guest): (event: unknown) => Promise<Answer> {
  localEndpoint(process.env);
  const dynamo = new DynamoDBClient({});
  const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS);
  const ring = (purpose: RingPurpose, name: string) => new SecretKeyRing({ secrets, id: variable(name), purpose, clock });
  const [hashKeys, sessionKeys] = [ring('hash-keys', 'HASH_KEYS_SECRET'), ring('session-keys', 'SESSION_KEYS_SECRET')];
  const service = guestName(guest.name);
  const table = variable(guestTableVariable(guest.name));
  const tables = { accounts: table, flows: table, sessions: table };
  const policies = { policySet: variable('POLICY_SET'), clock };
  const routes = guestRoutes(guest, {
    store: new DynamoRecordStore({ dynamo, tables, outbox: variable('OUTBOX_TABLE'), clock }),
    audit: new Audit({ service, hashKeys, sessionKeys, clock }),
    decide: (caller, action, resource) => decideFor(policies, caller, action, resource),
    sessionKeys,
    clock,
  });
  const tiers = requestTiers({ table: variable('COUNTERS_TABLE'), limits: variable('RATE_LIMITS'), dynamo, hashKeys, clock });
  const origins = { app: variable('APP_ORIGIN'), site: variable('SITE_ORIGIN') };
  return createHandler({ service, origins, routes, tiers, log, clock });
}
