import { DescribeTableCommand, DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { DynamoDataKeyStore } from '../../../../lambdas/shared/fields/dynamo-data-key-store';
import { DynamoErasureLedger } from '../../../../lambdas/shared/fields/dynamo-erasure-ledger';
import { MemoryDataKeyStore } from '../../../support/memory-data-key-store';
import { memoryDynamo } from '../../../support/memory-dynamo';
import { MemoryErasureLedger } from '../../../support/memory-erasure-ledger';
import { dataKeyStoreContract } from './data-key-store.contract';
import { erasureLedgerContract } from './erasure-ledger.contract';
import { refusalOf } from '../../../support/refusal-of';
import { person } from './world';

dataKeyStoreContract('MemoryDataKeyStore', () => new MemoryDataKeyStore());
dataKeyStoreContract('DynamoDataKeyStore', () => new DynamoDataKeyStore(memoryDynamo(), 'data-keys'));
erasureLedgerContract('MemoryErasureLedger', () => new MemoryErasureLedger());
erasureLedgerContract('DynamoErasureLedger', () => new DynamoErasureLedger(memoryDynamo(), 'erasures'));

describe('the stores in DynamoDB', () => {
  const name = { owner: person, fieldClass: 'pii', version: 1 };

  function answering(answers: { item?: unknown; items?: unknown[]; table?: unknown; error?: Error }) {
    const client = new DynamoDBClient({ region: 'eu-central-1' });
    const mock = mockClient(client);
    if (answers.error === undefined) {
      mock
        .on(GetItemCommand)
        .callsFake(({ Key }: { Key: { key: { S: string } } }) => Promise.resolve({ Item: Key.key.S === 'erased' ? undefined : answers.item }));
      mock.on(QueryCommand).resolves({ Items: answers.items } as object);
      mock.on(DescribeTableCommand).resolves({ Table: answers.table } as object);
    } else mock.onAnyCommand().rejects(answers.error);
    return client;
  }

  it('turn each failure of DynamoDB into one of ours', async () => {
    const error = Object.assign(new Error('secret detail'), { name: 'InternalServerError', $metadata: { httpStatusCode: 500, requestId: 'r-1' } });
    const client = answering({ error });
    const store = new DynamoDataKeyStore(client, 'data-keys');
    const ledger = new DynamoErasureLedger(client, 'erasures');
    const key = { ...name, wrapped: Uint8Array.of(1), createdAt: '' };
    const calls = [
      store.identity(),
      store.get(name),
      store.newest(person, 'pii'),
      store.create(key),
      store.rewrap(key, key.wrapped),
      store.destroy(name),
      store.erase(person),
      ledger.wasReplayed('x'),
      ledger.entries().next(),
    ];
    for (const call of calls) {
      const refusal = await refusalOf(call);
      expect(refusal).toBeInstanceOf(DependencyFailedError);
      expect(refusal).toMatchObject({
        outage: true,
        message: expect.stringMatching(/^dynamodb:\w+ failed: InternalServerError, HTTP 500, request r-1\.$/) as unknown,
      });
    }
  });

  it.each<[string, unknown]>([
    ['no wrapped key', { owner: { S: 'x' }, key: { S: 'pii#0000000001' }, createdAt: { S: '' } }],
    ['another sort key', { owner: { S: 'x' }, key: { S: 'pii' }, wrapped: { B: Uint8Array.of(1) }, createdAt: { S: '' } }],
  ])('refuse an item with %s', async (_what, item) => {
    expect(await refusalOf(new DynamoDataKeyStore(answering({ item }), 'data-keys').get(name))).toBeInstanceOf(DependencyFailedError);
  });

  it('refuse a table that has no ID', async () => {
    expect(await refusalOf(new DynamoDataKeyStore(answering({ table: {} }), 'data-keys').identity())).toBeInstanceOf(DependencyFailedError);
  });

  it.each(['person/t-1', 'tenant/t-1/u-1', 'person/t-1/u-1/x', ''])('refuse the ledger\'s entry "%s", rather than skip it', async (text) => {
    const ledger = new DynamoErasureLedger(
      answering({ items: [{ owner: { S: 'erasure' }, key: { S: text }, at: { S: '2026-01-01T00:00:00.000Z' } }] }),
      'erasures',
    );
    expect(await refusalOf(ledger.entries().next())).toBeInstanceOf(DependencyFailedError);
  });
});
