import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clock } from '../../shared/clock';
import { deployedDatabase } from '../../shared/database/deployed-database';
import { localEndpoint } from '../../shared/endpoint';
import { DataKeyVault } from '../../shared/fields/data-key-vault';
import { DataKeys } from '../../shared/fields/data-keys';
import { DynamoDataKeyStore } from '../../shared/fields/dynamo-data-key-store';
import { DynamoErasureLedger } from '../../shared/fields/dynamo-erasure-ledger';
import { FieldCipher } from '../../shared/fields/field-cipher';
import { FIELD_CLASSES } from '../../shared/fields/field-class';
import { KmsKeyService } from '../../shared/fields/kms-key-service';
import { ServingGuard } from '../../shared/fields/serving-guard';
import { log } from '../../shared/log';
import { SECRET_LIMITS } from '../../shared/secrets/secret-limits';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';
import { wait } from '../../shared/wait';
import { outcomeMetric, tallyMetric } from './metric';
import { DataKeyRotation } from './rotate-data-keys';
import type { Tally } from './tally';

localEndpoint(process.env);

/** Leaves of the function's 15 minutes what a group of rows and the answer may take. */
const LIMITS = { rowsPerSecond: Number(variable('ROWS_PER_SECOND')), rowsAtOnce: 500, ownersAtOnce: 500, milliseconds: 13 * 60_000 };

const RULES = {
  renewAfterMilliseconds: Number(variable('RENEW_AFTER_SECONDS')) * 1000,
  graceMilliseconds: Number(variable('GRACE_SECONDS')) * 1000,
};

const secrets = new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS);
const database = deployedDatabase(secrets);

const dynamo = new DynamoDBClient({});
const store = new DynamoDataKeyStore(dynamo, variable('DATA_KEY_TABLE'));
const ledger = new DynamoErasureLedger(dynamo, variable('ERASURE_TABLE'));
const service = new KmsKeyService(new KMSClient({}), {
  'user-pii': variable('KEY_USER_PII'),
  'field-national-id': variable('KEY_NATIONAL_ID'),
  'field-health': variable('KEY_HEALTH'),
  'tenant-data': variable('KEY_TENANT_DATA'),
});
const vault = new DataKeyVault({ store, service, clock, guard: new ServingGuard(store, ledger, clock) });
const keys = new DataKeys(vault, clock);
const cipher = new FieldCipher({ keys, classes: FIELD_CLASSES, pciScope: false });

function progress(tally: Readonly<Tally>): void {
  log(tallyMetric(tally, keys.takeCounts(), clock));
}

/** Renews the data keys of the database's fields, as far as its time reaches; invoked by a schedule. */
export async function handler(): Promise<Readonly<Tally>> {
  const tally = await new DataKeyRotation({ store, vault, keys, cipher, classes: FIELD_CLASSES, database, clock, wait, progress }, RULES, LIMITS).run();
  log(outcomeMetric(tally, clock));
  return tally;
}
