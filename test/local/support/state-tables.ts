import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Agent } from 'node:https';
import type { Clock } from '../../../lambdas/shared/clock';
import { DynamoRecordStore } from '../../../lambdas/shared/store/dynamo-record-store';
import { rootOf } from '../../../lib/local/emulator/clients';
import { PLACE, type EmulatorAlone } from './local-clouds';

const TABLES = { accounts: 'contract-accounts', flows: 'contract-flows', sessions: 'contract-sessions' } as const;
const OUTBOX = 'contract-outbox';

/** Makes the tables of sign-in in the emulator, keyed as stack identity does, and gives the stores over them. Their client tries again, as in functions. */
export async function makeStateTables({ emulator, authority }: EmulatorAlone): Promise<(clock: Clock) => DynamoRecordStore> {
  const requestHandler = { httpsAgent: new Agent({ ca: authority, keepAlive: true }) };
  const dynamo = new DynamoDBClient({ endpoint: emulator.endpoint, region: PLACE.region, credentials: rootOf(PLACE.account), requestHandler });
  for (const TableName of [...Object.values(TABLES), OUTBOX]) {
    await dynamo.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['owner', 'key'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'key', KeyType: 'RANGE' },
        ],
      }),
    );
  }
  return (clock) => new DynamoRecordStore({ dynamo, tables: TABLES, outbox: OUTBOX, clock });
}
