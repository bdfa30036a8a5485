import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DependencyFailedError, failureName } from '../../shared/dependency-failed-error';
import { DynamoKeySet, KEY_SET_KEY } from '../../shared/key-set/dynamo-key-set';
import type { Edition } from '../../shared/key-set/key-set';
import type { KeySetStore } from '../domain/key-set-store';

/** The published keys in their table, one edition after the other. */
export class DynamoKeySetStore extends DynamoKeySet implements KeySetStore {
  async write({ number, published }: Edition): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: { ...KEY_SET_KEY, edition: { N: String(number) }, document: { S: JSON.stringify(published) } },
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
