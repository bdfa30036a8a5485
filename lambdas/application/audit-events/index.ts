import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Audit } from '../../shared/audit/audit';
import { DynamoEventIndex } from '../../shared/audit/dynamo-event-index';
import { DynamoOutbox } from '../../shared/audit/dynamo-outbox';
import { decideFor, type Decider } from '../../shared/authorization/decide-for';
import { clock } from '../../shared/clock';
import { DynamoTable } from '../../shared/dynamo/dynamo-table';
import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { requestTiers } from '../../shared/limits/request-tiers';
import { log } from '../../shared/log';
import { SecretKeyRing } from '../../shared/rings/secret-key-ring';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';
import { auditEventRoutes } from './audit-event-routes';
import { contract } from './contract';

localEndpoint(process.env);

const SECRET_LIMITS = { ttlSeconds: 300, graceSeconds: 600, maxEntries: 2 };
const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS);
const hashKeys = new SecretKeyRing({ secrets, id: variable('HASH_KEYS_SECRET'), purpose: 'hash-keys', clock });
const sessionKeys = new SecretKeyRing({ secrets, id: variable('SESSION_KEYS_SECRET'), purpose: 'session-keys', clock });

const dynamo = new DynamoDBClient({});
const events = new DynamoEventIndex(dynamo, variable('OUTBOX_TABLE'));
const outbox = new DynamoOutbox(new DynamoTable(dynamo, variable('OUTBOX_TABLE')));
const audit = new Audit({ service: contract.name, hashKeys, sessionKeys, clock });

const policies = { policySet: variable('POLICY_SET'), clock };
const decide: Decider = (caller, action, resource) => decideFor(policies, caller, action, resource);
const tiers = requestTiers({ table: variable('COUNTERS_TABLE'), limits: variable('RATE_LIMITS'), dynamo, hashKeys, clock });
const origins = { app: variable('APP_ORIGIN'), site: variable('SITE_ORIGIN') };
const routes = auditEventRoutes({ decide, events, sessionKeys, audit, outbox, clock });

/** Lists the audit events of the caller's tenant; invoked by API Gateway. */
export const handler = createHandler({ service: contract.name, origins, routes, tiers, log, clock });
