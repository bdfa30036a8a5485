import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { changePublished } from '../../../../lambdas/rotation/domain/key-set-store';
import { announce } from '../../../../lambdas/rotation/domain/published-keys';
import { succeed } from '../../../../lambdas/rotation/domain/signing-keys';
import { DynamoKeySetStore } from '../../../../lambdas/rotation/signing-keys/dynamo-key-set-store';
import { NOTHING_PUBLISHED } from '../../../../lambdas/shared/key-set/key-set';
import { refusalOf } from '../../../support/refusal-of';

/** One item, and the one condition that the store writes under. */
class OneItemTable {
  #item: PutItemCommand['input']['Item'];
  failure: Error | undefined;

  get client(): DynamoDBClient {
    const send = (command: unknown): Promise<unknown> => Promise.resolve().then(() => this.#answer(command));
    return { send } as unknown as DynamoDBClient;
  }

  #answer(command: unknown): unknown {
    if (this.failure !== undefined) throw this.failure;
    if (command instanceof GetItemCommand) return { Item: command.input.ConsistentRead === true ? this.#item : undefined };
    if (!(command instanceof PutItemCommand)) throw new Error('Not modelled.');
    const { Item, ConditionExpression, ExpressionAttributeValues } = command.input;
    expect(ConditionExpression).toBe('attribute_not_exists(#owner) OR edition = :before');
    const holds = this.#item === undefined || this.#item.edition?.N === ExpressionAttributeValues?.[':before']?.N;
    if (!holds) throw Object.assign(new Error(), { name: 'ConditionalCheckFailedException' });
    this.#item = Item;
    return {};
  }
}

describe('the table of published keys', () => {
  it('gives back what was published, one edition after the other', async () => {
    const store = new DynamoKeySetStore(new OneItemTable().client, 'table');
    expect(await store.read()).toEqual({ number: 0, published: NOTHING_PUBLISHED });
    const keys = await succeed({ current: null, next: null, last: null });
    for (const expected of [1, 2]) {
      await changePublished(store, (published) => announce(published, keys, 0));
      expect(await store.read()).toEqual({ number: expected, published: announce(NOTHING_PUBLISHED, keys, 0) });
    }
  });

  it('takes no edition twice', async () => {
    const store = new DynamoKeySetStore(new OneItemTable().client, 'table');
    const answers = [await store.write({ number: 1, published: NOTHING_PUBLISHED }), await store.write({ number: 1, published: NOTHING_PUBLISHED })];
    expect(answers).toEqual([true, false]);
  });

  it('says what failed, and nothing else', async () => {
    const table = new OneItemTable();
    table.failure = Object.assign(new Error('what the service said'), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } });
    const store = new DynamoKeySetStore(table.client, 'table');
    for (const call of [store.read(), store.write({ number: 1, published: NOTHING_PUBLISHED })]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'dependency-failed', outage: false, message: expect.not.stringContaining('said') as string });
    }
  });
});
