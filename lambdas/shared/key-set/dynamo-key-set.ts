import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DependencyFailedError } from '../dependency-failed-error';
import { parseJson } from '../parse-json';
import { MalformedKeySetError } from './errors';
import { NOTHING_PUBLISHED, type Edition, type PublishedKeys } from './key-set';

/** The key of the one item. */
export const KEY_SET_KEY = Object.freeze({ owner: { S: 'signing-keys' }, key: { S: 'published' } });

/** The published keys as one item of a table with partition key `owner` and sort key `key`, both text. Nothing in it is secret. */
export class DynamoKeySet {
  constructor(
    protected readonly dynamo: DynamoDBClient,
    protected readonly table: string,
  ) {}

  /**
   * What is published, and never what was before.
   * @throws {MalformedKeySetError} when the item is no set of keys
   */
  async read(): Promise<Edition> {
    const command = new GetItemCommand({ TableName: this.table, Key: KEY_SET_KEY, ConsistentRead: true });
    const { Item: item } = await this.dynamo.send(command).catch((error: unknown) => {
      throw new DependencyFailedError('dynamodb:GetItem', error);
    });
    return item === undefined ? { number: 0, published: NOTHING_PUBLISHED } : { number: Number(item.edition?.N), published: parse(item.document?.S) };
  }
}

/** Written by the rotation alone, so the form of each key is known. */
function parse(document: string | undefined): PublishedKeys {
  const parsed = parseJson(document ?? '');
  if (typeof parsed !== 'object' || parsed === null || !('keys' in parsed) || !Array.isArray(parsed.keys)) throw new MalformedKeySetError();
  return parsed as PublishedKeys;
}
