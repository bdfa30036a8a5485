import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/dynamo/dynamo-table';
import { failed } from '../../shared/failed';

/** Which items of a table, and where they lie. */
export interface Scanned {
  readonly dynamo: Pick<DynamoDBClient, 'send'>;
  readonly table: string;
  /** The sort key of those that are meant. @default - all of them */
  readonly only?: string;
}

/** The keys of a table's items, page by page. Nothing else of them is asked for, and IAM gives nothing else (decision 0127). */
export async function* itemKeys({ dynamo, table, only }: Scanned): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const command = new ScanCommand({
      TableName: table,
      ConsistentRead: true,
      Select: 'SPECIFIC_ATTRIBUTES',
      ProjectionExpression: '#owner, #key',
      ExpressionAttributeNames: { '#owner': 'owner', '#key': 'key' },
      ...(only === undefined ? {} : { FilterExpression: '#key = :only', ExpressionAttributeValues: { ':only': { S: only } } }),
      ExclusiveStartKey: from,
    });
    const { Items = [], LastEvaluatedKey } = await dynamo.send(command).catch(failed('dynamodb:Scan'));
    yield* Items;
    from = LastEvaluatedKey;
  } while (from !== undefined);
}
