import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DependencyFailedError, failureName } from '../../shared/dependency-failed-error';
import { InvalidSecretError } from '../domain/errors';
import type { Edition, KeySetStore } from '../domain/key-set-store';
import { NOTHING_PUBLISHED, type PublishedKeys } from '../domain/published-keys';

const KEY = Object.freeze({ owner: { S: 'signing-keys' }, key: { S: 'published' } });

/** The published keys as one item of a table with partition key `owner` and sort key `key`, both text. Nothing in it is secret. */
export class DynamoKeySetStore implements KeySetStore {
  constructor(
    private readonly dynamo: DynamoDBClient,
    private readonly table: string,
  ) {}

  async read(): Promise<Edition> {
    const command = new GetItemCommand({ TableName: this.table, Key: KEY, ConsistentRead: true });
    const { Item: item } = await this.dynamo.send(command).catch((error: unknown) => {
      throw new DependencyFailedError('dynamodb:GetItem', error);
    });
    return item === undefined ? { number: 0, published: NOTHING_PUBLISHED } : { number: Number(item.edition?.N), published: parse(item.document?.S) };
  }

  async write({ number, published }: Edition): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: { ...KEY, edition: { N: String(number) }, document: { S: JSON.stringify(published) } },
      ConditionExpression: 'attribute_not_exists(#owner) OR edition = :before',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':before': { N: String(number - 1) } },
    });
    try {
      await this.dynamo.send(command);
      return true;
    } catch (error) {
      if (failureName(error) === 'ConditionalCheckFailedException') return false;
      throw new DependencyFailedError('dynamodb:PutItem', error);
    }
  }
}

/** Written by this class alone, so its form is known. */
function parse(document: string | undefined): PublishedKeys {
  const parsed: unknown = JSON.parse(document ?? 'null');
  if (typeof parsed !== 'object' || parsed === null || !('keys' in parsed) || !Array.isArray(parsed.keys))
    throw new InvalidSecretError('published keys, in the table');
  return parsed as PublishedKeys;
}
