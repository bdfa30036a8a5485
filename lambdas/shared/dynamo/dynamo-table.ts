import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DependencyFailedError, failureName } from '../dependency-failed-error';
import { failed } from '../failed';

/** An item, or its key. */
export type Item = Record<string, AttributeValue>;

/** Which of a partition's items. */
export interface Selection {
  /** What their sort keys begin with; all of them by default. */
  readonly prefix?: string;
  /** The one that sorts last alone. @default false */
  readonly last?: boolean;
  /** So many of them at most, in one page. */
  readonly limit?: number;
  /** Those alone whose sort keys come after this one, whether or not there is such an item. */
  readonly after?: string;
}

/** A DynamoDB table with partition key `owner` and sort key `key`, both text. All reads are consistent. */
export class DynamoTable {
  constructor(
    readonly dynamo: DynamoDBClient,
    readonly name: string,
  ) {}

  async get(owner: string, key: string): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: this.name, Key: itemKey(owner, key), ConsistentRead: true });
    return (await this.dynamo.send(command).catch(failed('dynamodb:GetItem'))).Item;
  }

  /** False when there is one already, which stays as it is. */
  async putUnlessThere(item: Item): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.name,
      Item: item,
      ConditionExpression: 'attribute_not_exists(#owner)',
      ExpressionAttributeNames: { '#owner': 'owner' },
    });
    return conditionHeld(this.dynamo.send(command), 'dynamodb:PutItem');
  }

  async delete(owner: string, key: string): Promise<void> {
    await this.dynamo.send(new DeleteItemCommand({ TableName: this.name, Key: itemKey(owner, key) })).catch(failed('dynamodb:DeleteItem'));
  }

  /** Page by page; `last` is one page of one item, `limit` one page. */
  async *query(owner: string, { prefix = '', last = false, limit, after }: Selection = {}): AsyncGenerator<Item> {
    let from = after === undefined ? undefined : itemKey(owner, after);
    do {
      const command = new QueryCommand({
        TableName: this.name,
        ConsistentRead: true,
        ...condition(owner, prefix),
        ...(limit === undefined ? {} : { Limit: limit }),
        ...(last ? { ScanIndexForward: false, Limit: 1 } : {}),
        ExclusiveStartKey: from,
      });
      const { Items = [], LastEvaluatedKey } = await this.dynamo.send(command).catch(failed('dynamodb:Query'));
      yield* Items;
      from = last || limit !== undefined ? undefined : LastEvaluatedKey;
    } while (from !== undefined);
  }

  /** The whole table, page by page, a partition's items one after another. */
  async *scan(): AsyncGenerator<Item> {
    let from: Item | undefined;
    do {
      const command = new ScanCommand({ TableName: this.name, ConsistentRead: true, ExclusiveStartKey: from });
      const { Items = [], LastEvaluatedKey } = await this.dynamo.send(command).catch(failed('dynamodb:Scan'));
      yield* Items;
      from = LastEvaluatedKey;
    } while (from !== undefined);
  }
}

/** An item's key. */
export function itemKey(owner: string, key: string): Item {
  return { owner: { S: owner }, key: { S: key } };
}

/** Whether the condition of a write held. */
export async function conditionHeld(write: Promise<unknown>, operation: string): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (failureName(error) === 'ConditionalCheckFailedException') return false;
    throw new DependencyFailedError(operation, error);
  }
}

/** An empty prefix isn't allowed in an expression. */
function condition(owner: string, prefix: string) {
  const ofOwner = {
    KeyConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
  };
  if (prefix === '') return ofOwner;
  return {
    KeyConditionExpression: `${ofOwner.KeyConditionExpression} AND begins_with(#key, :prefix)`,
    ExpressionAttributeNames: { ...ofOwner.ExpressionAttributeNames, '#key': 'key' },
    ExpressionAttributeValues: { ...ofOwner.ExpressionAttributeValues, ':prefix': { S: prefix } },
  };
}
