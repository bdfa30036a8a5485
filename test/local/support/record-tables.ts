import type { Clients } from '../../../lib/local/emulator/clients';
import { create } from './stacks';

/** As the outbox's is by which a tenant's events are read. */
const EVENT_INDEX = {
  IndexName: 'by-tenant',
  KeySchema: [
    { AttributeName: 'tenant', KeyType: 'HASH' },
    { AttributeName: 'at', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['document'] },
};

/** A table as those of sign-in are. */
function table(TableName: string, indexed: boolean): object {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      ...(indexed ? { GlobalSecondaryIndexes: [EVENT_INDEX] } : {}),
      AttributeDefinitions: ['owner', 'key', ...(indexed ? ['tenant', 'at'] : [])].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'key', KeyType: 'RANGE' },
      ],
    },
  };
}

/**
 * Creates tables of these names with partition key `owner` and sort key `key`.
 * @param options.indexed those that have the outbox's index by tenant and time
 */
export async function createRecordTables(
  clients: Pick<Clients, 'cloudFormation'>,
  names: readonly string[],
  { indexed = [] }: { readonly indexed?: readonly string[] } = {},
): Promise<void> {
  await create(clients, Object.fromEntries(names.map((name, index) => [`Table${String(index)}`, table(name, indexed.includes(name))])));
}
