import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Audit } from '../../shared/audit/audit';
import { DynamoOutbox } from '../../shared/audit/dynamo-outbox';
import { decideFor, type Decider } from '../../shared/authorization/decide-for';
import { clock } from '../../shared/clock';
import { deployedDatabase } from '../../shared/database/deployed-database';
import { DynamoTable } from '../../shared/dynamo/dynamo-table';
import { localEndpoint } from '../../shared/endpoint';
import { DataKeyVault } from '../../shared/fields/data-key-vault';
import { DataKeys } from '../../shared/fields/data-keys';
import { DynamoDataKeyStore } from '../../shared/fields/dynamo-data-key-store';
import { DynamoErasureLedger } from '../../shared/fields/dynamo-erasure-ledger';
import { FieldCipher } from '../../shared/fields/field-cipher';
import { FIELD_CLASSES } from '../../shared/fields/field-class';
import { KmsKeyService } from '../../shared/fields/kms-key-service';
import { ServingGuard } from '../../shared/fields/serving-guard';
import { createHandler } from '../../shared/http/create-handler';
import { requestTiers } from '../../shared/limits/request-tiers';
import { log } from '../../shared/log';
import { SecretKeyRing } from '../../shared/rings/secret-key-ring';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';
import { contract } from './contract';
import { documentRoutes } from './document-routes';

localEndpoint(process.env);

const SECRET_LIMITS = { ttlSeconds: 300, graceSeconds: 600, maxEntries: 4 };
const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS);
const database = deployedDatabase(secrets);

const dynamo = new DynamoDBClient({});
const store = new DynamoDataKeyStore(dynamo, variable('DATA_KEY_TABLE'));
const guard = new ServingGuard(store, new DynamoErasureLedger(dynamo, variable('ERASURE_TABLE')), clock);
const service = new KmsKeyService(new KMSClient({}), { 'tenant-data': variable('KEY_TENANT_DATA') });
const keys = new DataKeys(new DataKeyVault({ store, service, clock, guard }), clock);
const cipher = new FieldCipher({ keys, classes: FIELD_CLASSES, pciScope: false });

const hashKeys = new SecretKeyRing({ secrets, id: variable('HASH_KEYS_SECRET'), purpose: 'hash-keys', clock });
const sessionKeys = new SecretKeyRing({ secrets, id: variable('SESSION_KEYS_SECRET'), purpose: 'session-keys', clock });
const audit = new Audit({ service: contract.name, hashKeys, sessionKeys, clock });
const outbox = new DynamoOutbox(new DynamoTable(dynamo, variable('OUTBOX_TABLE')));

const policies = { policySet: variable('POLICY_SET'), clock };
const decide: Decider = (caller, action, resource) => decideFor(policies, caller, action, resource);
const tiers = requestTiers({ table: variable('COUNTERS_TABLE'), limits: variable('RATE_LIMITS'), dynamo, hashKeys, clock });
const routes = documentRoutes({ database, cipher, audit, outbox, log, clock, decide });
const origins = { app: variable('APP_ORIGIN'), site: variable('SITE_ORIGIN') };

/** Makes, lists, shows, changes, deletes and exports documents and their files; invoked by API Gateway. */
export const handler = createHandler({ service: contract.name, origins, routes, tiers, log, clock });
