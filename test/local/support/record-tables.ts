import type { Clients } from '../../../lib/local/emulator/clients';
import { create } from './stacks';

/** A table as those of sign-in are. */
function table(TableName: string): object {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['owner', 'key'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'key', KeyType: 'RANGE' },
      ],
    },
  };
}

/** Creates tables of these names with partition key `owner` and sort key `key`. */
export async function createRecordTables(clients: Pick<Clients, 'cloudFormation'>, names: readonly string[]): Promise<void> {
  await create(clients, Object.fromEntries(names.map((name, index) => [`Table${String(index)}`, table(name)])));
}
