import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clock } from '../../shared/clock';
import { DynamoRecordStore } from '../../shared/store/dynamo-record-store';
import type { RecordStore } from '../../shared/store/record-store';
import { variable } from '../../shared/variable';

/**
 * The records that a trigger may use: of the tables that its contract names. Any other has no name here, which DynamoDB refuses, as
 * the function's role does.
 */
export function triggerStore(variables: readonly string[]): RecordStore {
  const nameOf = (name: string): string => (variables.includes(name) ? variable(name) : '');
  const tables = { accounts: nameOf('ACCOUNTS_TABLE'), flows: nameOf('FLOWS_TABLE'), sessions: nameOf('SESSIONS_TABLE') };
  return new DynamoRecordStore({ dynamo: new DynamoDBClient({}), tables, outbox: nameOf('OUTBOX_TABLE'), clock });
}
