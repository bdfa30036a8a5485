import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clock } from '../../shared/clock';
import { localEndpoint } from '../../shared/endpoint';
import { DynamoDataKeyStore } from '../../shared/fields/dynamo-data-key-store';
import { DynamoErasureLedger } from '../../shared/fields/dynamo-erasure-ledger';
import { replay } from '../../shared/fields/erasure';
import { log } from '../../shared/log';
import { variable } from '../../shared/variable';

localEndpoint(process.env);

const dynamo = new DynamoDBClient({});
const store = new DynamoDataKeyStore(dynamo, variable('DATA_KEY_TABLE'));
const ledger = new DynamoErasureLedger(dynamo, variable('ERASURE_TABLE'));

/** What a run did. */
export interface Outcome {
  /** How many erasures the ledger held. */
  readonly applied: number;
}

/** Applies the ledger and lets the table serve; invoked by whoever deployed or restored it (KEY-7). May be repeated. */
export async function handler(): Promise<Outcome> {
  const outcome = { applied: await replay({ ledger, store, clock }) };
  log({ ...outcome, store: await store.identity() });
  return outcome;
}
