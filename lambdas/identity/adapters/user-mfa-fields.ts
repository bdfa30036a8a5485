import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { clock } from '../../shared/clock';
import { DataKeyVault } from '../../shared/fields/data-key-vault';
import { DataKeys } from '../../shared/fields/data-keys';
import { DynamoDataKeyStore } from '../../shared/fields/dynamo-data-key-store';
import { DynamoErasureLedger } from '../../shared/fields/dynamo-erasure-ledger';
import { FieldCipher } from '../../shared/fields/field-cipher';
import { FIELD_CLASSES } from '../../shared/fields/field-class';
import { KmsKeyService } from '../../shared/fields/kms-key-service';
import { ServingGuard } from '../../shared/fields/serving-guard';
import { variable } from '../../shared/variable';
import type { SealedFields } from '../domain/factors/sealed-fields';
import { mfaFields } from './mfa-fields';

/** The fields of accounts under USER_MFA, from `KEY_USER_MFA`, `DATA_KEY_TABLE` and `ERASURE_TABLE`; no other class can be opened. */
export function userMfaFields(dynamo: DynamoDBClient): SealedFields {
  const store = new DynamoDataKeyStore(dynamo, variable('DATA_KEY_TABLE'));
  const ledger = new DynamoErasureLedger(dynamo, variable('ERASURE_TABLE'));
  const service = new KmsKeyService(new KMSClient({}), { 'user-mfa': variable('KEY_USER_MFA') });
  const vault = new DataKeyVault({ store, service, clock, guard: new ServingGuard(store, ledger, clock) });
  return mfaFields(new FieldCipher({ keys: new DataKeys(vault, clock), classes: FIELD_CLASSES, pciScope: false }));
}
