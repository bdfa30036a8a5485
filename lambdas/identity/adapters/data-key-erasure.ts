import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clock } from '../../shared/clock';
import { DynamoDataKeyStore } from '../../shared/fields/dynamo-data-key-store';
import { DynamoErasureLedger } from '../../shared/fields/dynamo-erasure-ledger';
import { erase, type ErasureReceipt } from '../../shared/fields/erasure';
import type { KeyOwner } from '../../shared/fields/key-owner';
import { variable } from '../../shared/variable';

/** Every process forgets within the age limit of its cache, and this one keeps no keys: it opens phones in another cache, of that limit. */
const NO_KEYS = Object.freeze({ forget: () => undefined });

/** What destroys data keys, from `DATA_KEY_TABLE` and `ERASURE_TABLE`. */
export function dataKeyErasure(dynamo: DynamoDBClient): { erase(owner: KeyOwner): Promise<ErasureReceipt> } {
  const store = new DynamoDataKeyStore(dynamo, variable('DATA_KEY_TABLE'));
  const ledger = new DynamoErasureLedger(dynamo, variable('ERASURE_TABLE'));
  return { erase: (owner) => erase(owner, { ledger, store, keys: NO_KEYS, clock }) };
}
