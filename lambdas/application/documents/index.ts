import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoOutbox } from '../../shared/audit/dynamo-outbox';
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
import { requestParts } from '../../shared/http/request-parts';
import { variable } from '../../shared/variable';
import { contract } from './contract';
import { documentRoutes } from './document-routes';

localEndpoint(process.env);

const parts = requestParts(contract.name);
const { dynamo, clock } = parts;
const database = deployedDatabase(parts.secrets);
const outbox = new DynamoOutbox(new DynamoTable(dynamo, variable('OUTBOX_TABLE')));

const store = new DynamoDataKeyStore(dynamo, variable('DATA_KEY_TABLE'));
const guard = new ServingGuard(store, new DynamoErasureLedger(dynamo, variable('ERASURE_TABLE')), clock);
const service = new KmsKeyService(new KMSClient({}), { 'tenant-data': variable('KEY_TENANT_DATA') });
const keys = new DataKeys(new DataKeyVault({ store, service, clock, guard }), clock);
const cipher = new FieldCipher({ keys, classes: FIELD_CLASSES, pciScope: false });

/** Makes, lists, shows, changes, deletes and exports documents and their files; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: documentRoutes({ ...parts, database, cipher, outbox }) });
