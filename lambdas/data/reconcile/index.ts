import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoEventIndex } from '../../shared/audit/dynamo-event-index';
import { DynamoOutbox } from '../../shared/audit/dynamo-outbox';
import { clock } from '../../shared/clock';
import { deployedDatabase } from '../../shared/database/deployed-database';
import { DynamoTable } from '../../shared/dynamo/dynamo-table';
import { localEndpoint } from '../../shared/endpoint';
import { log } from '../../shared/log';
import { SECRET_LIMITS } from '../../shared/secrets/secret-limits';
import { Secrets } from '../../shared/secrets/secrets';
import { SecretsManagerSource } from '../../shared/secrets/secrets-manager-source';
import { variable } from '../../shared/variable';
import { accountIds } from './account-ids';
import { accounts } from './accounts';
import { documentEvents } from './document-events';
import { documents } from './documents';
import type { Comparison } from './pair';
import { poolUsers } from './pool-users';
import { reconcile } from './reconcile';
import { tenantsOfKeys } from './tenants';

localEndpoint(process.env);

const database = deployedDatabase(new Secrets(new SecretsManagerSource(new SecretsManagerClient({})), clock, SECRET_LIMITS));

const dynamo = new DynamoDBClient({});
const cognito = new CognitoIdentityProviderClient({});
const outbox = new DynamoOutbox(new DynamoTable(dynamo, variable('OUTBOX_TABLE')));
const events = new DynamoEventIndex(dynamo, variable('OUTBOX_TABLE'));
const [accountsTable, keyTable, pool] = [variable('ACCOUNTS_TABLE'), variable('DATA_KEY_TABLE'), variable('USER_POOL')];
const tenants = () => tenantsOfKeys(dynamo, keyTable);

/** Events are moved on before documents are compared with them. */
const pairs = [
  accounts({ accountIds: () => accountIds(dynamo, accountsTable), poolUsers: () => poolUsers(cognito, pool) }),
  documentEvents({ tenants, database, outbox, log }),
  documents({ tenants, database, events }),
];

/** Compares what two stores say of the same things; invoked by a schedule. */
export async function handler(): Promise<Readonly<Record<string, Comparison>>> {
  return reconcile({ pairs, log, clock });
}
