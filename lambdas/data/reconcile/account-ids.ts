import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { failed, type Item } from '../../shared/dynamo/dynamo-table';

/** As identity writes accounts: the owner `account/<ID>`, the key `account`. */
const [KEY, PREFIX] = ['account', 'account/'];

/** The IDs of all accounts, and nothing else of them: nothing personal is read. */
export async function* accountIds(dynamo: Pick<DynamoDBClient, 'send'>, table: string): AsyncGenerator<string> {
  let from: Item | undefined;
  do {
    const command = new ScanCommand({
      TableName: table,
      ConsistentRead: true,
      FilterExpression: '#key = :account',
      ProjectionExpression: '#owner',
      ExpressionAttributeNames: { '#key': 'key', '#owner': 'owner' },
      ExpressionAttributeValues: { ':account': { S: KEY } },
      ExclusiveStartKey: from,
    });
    const { Items = [], LastEvaluatedKey } = await dynamo.send(command).catch(failed('dynamodb:Scan'));
    for (const { owner } of Items) if (owner?.S?.startsWith(PREFIX) === true) yield owner.S.slice(PREFIX.length);
    from = LastEvaluatedKey;
  } while (from !== undefined);
}
