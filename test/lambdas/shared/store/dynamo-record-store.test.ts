import { BatchGetItemCommand, DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { DynamoRecordStore } from '../../../../lambdas/shared/store/dynamo-record-store';
import { startLocalAws } from '../../../support/local-aws';
import { manualClock } from '../../../support/manual-clock';
import { refusalOf } from '../../../support/refusal-of';

const kind = { name: 'any', table: 'accounts', parse: (document: unknown) => document } as const;
const at = { owner: 'account/1', key: 'account' };
const other = { owner: 'account/2', key: 'account' };
const change = { action: 'create', kind, at, value: 1 } as const;
const item = ({ owner, key }: typeof at) => ({ owner: { S: owner }, key: { S: key }, version: { N: '1' }, document: { S: '1' } });
const keyOf = ({ owner, key }: typeof at) => ({ owner: { S: owner }, key: { S: key } });

const waits: number[] = [];
function storeOver(dynamo: DynamoDBClient): DynamoRecordStore {
  const wait = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds));
  return new DynamoRecordStore({ dynamo, tables: { accounts: 'a', flows: 'f', sessions: 's' }, outbox: 'o', clock: manualClock().clock, wait });
}

function cancelled(codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({ message: 'cancelled', CancellationReasons: codes.map((Code) => ({ Code })), $metadata: { httpStatusCode: 400 } });
}

describe('a transaction that DynamoDB cancels', () => {
  it.each([[['None', 'ConditionalCheckFailed']], [['TransactionConflict']], [['ConditionalCheckFailed', 'TransactionConflict', 'None']]])(
    'is lost for %j',
    async (codes) => {
      const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
      mockClient(dynamo).on(TransactWriteItemsCommand).rejects(cancelled(codes));
      expect(await storeOver(dynamo).commit([change], [])).toBe(false);
    },
  );

  it.each([
    [['ConditionalCheckFailed', 'ThrottlingError']],
    [['ProvisionedThroughputExceeded']],
    [['ValidationError', 'None']],
    [['AccessDenied']],
    [['None']],
    [[]],
  ])('has failed for %j, which nobody may take for a conflict', async (codes) => {
    const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
    mockClient(dynamo).on(TransactWriteItemsCommand).rejects(cancelled(codes));
    expect(await refusalOf(storeOver(dynamo).commit([change], []))).toMatchObject({ name: 'DependencyFailedError', code: 'dependency-failed' });
  });

  it('has one token for all attempts of the SDK, so that one whose answer was lost is no conflict with itself', async () => {
    let attempts = 0;
    const aws = await startLocalAws(() => ((attempts += 1) === 1 ? { status: 500, body: '{}' } : { status: 200, body: '{}' }));
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const store = storeOver(new DynamoDBClient({ region: 'eu-central-1', endpoint: aws.url, credentials }));
    expect(await store.commit([change], [])).toBe(true);
    expect(await store.commit([change], [])).toBe(true);
    await aws.stop();
    const tokens = aws.seen.map(({ body }) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken);
    expect(tokens).toHaveLength(3);
    expect([tokens[0] === tokens[1], new Set(tokens).size]).toEqual([true, 2]);
  });
});

describe('two records of which DynamoDB leaves one out', () => {
  it('are both found, the one that was left out by another call, later', async () => {
    const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
    const mock = mockClient(dynamo);
    mock
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { a: [item(at)] }, UnprocessedKeys: { a: { Keys: [keyOf(other)], ConsistentRead: true } } })
      .resolvesOnce({ Responses: { a: [item(other)] }, UnprocessedKeys: {} });
    const found = { value: 1, version: 1 };
    expect(await storeOver(dynamo).getBoth({ kind, at }, { kind, at: other })).toEqual([found, found]);
    const asked = mock.commandCalls(BatchGetItemCommand).map(({ args: [{ input }] }) => input.RequestItems);
    expect(asked).toEqual([{ a: { Keys: [keyOf(at), keyOf(other)], ConsistentRead: true } }, { a: { Keys: [keyOf(other)], ConsistentRead: true } }]);
    expect(waits.splice(0)).toEqual([25]);
  });

  it('are not taken for absent when it goes on leaving out', async () => {
    const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
    mockClient(dynamo)
      .on(BatchGetItemCommand)
      .resolves({ Responses: {}, UnprocessedKeys: { a: { Keys: [keyOf(at)] } } });
    expect(await refusalOf(storeOver(dynamo).getBoth({ kind, at }, { kind, at: other }))).toMatchObject({ code: 'dependency-failed' });
    expect(waits.splice(0)).toEqual([25, 50, 100, 200]);
  });
});

describe('a record of a guest', () => {
  const note = { ...kind, table: 'guest' } as const;

  it('has no table in a function of sign-in, and sign-in has none in that of a guest', async () => {
    const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
    const calls = mockClient(dynamo);
    const guests = new DynamoRecordStore({ dynamo, tables: { guest: 'g' }, outbox: 'o', clock: manualClock().clock });
    for (const [store, wrong] of [
      [storeOver(dynamo), note],
      [guests, kind],
    ] as const) {
      const refused = { message: `This function has no table '${wrong.table}'.` };
      expect(await refusalOf(store.get({ kind: wrong, at }))).toMatchObject(refused);
      expect(await refusalOf(store.list(wrong, at.owner, ''))).toMatchObject(refused);
      expect(await refusalOf(store.commit([{ ...change, kind: wrong }], []))).toMatchObject(refused);
    }
    expect(calls.calls()).toEqual([]);
  });
});
