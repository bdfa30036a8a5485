import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { accountIds } from '../../../../lambdas/data/reconcile/account-ids';
import { poolUsers } from '../../../../lambdas/data/reconcile/pool-users';
import { tenantsWithKeys } from '../../../../lambdas/data/reconcile/tenants';
import { MemoryDataKeyStore } from '../../../support/memory-data-key-store';
import { refusalOf } from '../../../support/refusal-of';

const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
const cognito = new CognitoIdentityProviderClient({ region: 'eu-central-1' });
const failure = Object.assign(new Error('secret detail'), { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 400 } });

async function all<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

describe('the IDs of accounts', () => {
  it('are read from every page, a page without any among them, and nothing else is asked for', async () => {
    const next = { owner: { S: 'account/2' }, key: { S: 'account' } };
    const mock = mockClient(dynamo);
    mock
      .on(ScanCommand)
      .resolvesOnce({ Items: [{ owner: { S: 'account/1' } }], LastEvaluatedKey: next })
      .resolvesOnce({ Items: [], LastEvaluatedKey: next })
      .resolvesOnce({ Items: [{ owner: { S: 'account/3' } }] });
    expect(await all(accountIds(dynamo, 'accounts'))).toEqual(['1', '3']);
    const asked = mock.commandCalls(ScanCommand).map(({ args: [{ input }] }) => input);
    expect(asked.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([undefined, next, next]);
    for (const input of asked) expect(input).toMatchObject({ ProjectionExpression: '#owner', ConsistentRead: true });
  });

  it('are not counted as none when DynamoDB fails', async () => {
    mockClient(dynamo).on(ScanCommand).rejects(failure);
    expect(await refusalOf(all(accountIds(dynamo, 'accounts')))).toMatchObject({
      code: 'dependency-failed',
      message: expect.not.stringContaining('secret') as string,
    });
  });
});

describe('the users of the pool', () => {
  it('are read from every page, without what is personal of them', async () => {
    const createdAt = new Date(1_800_000_000_000);
    const mock = mockClient(cognito);
    mock
      .on(ListUsersCommand)
      .resolvesOnce({ Users: [{ Username: '1', UserCreateDate: createdAt }], PaginationToken: 'next' })
      .resolvesOnce({ Users: [{ Username: '2' }] });
    expect(await all(poolUsers(cognito, 'pool'))).toEqual([
      { name: '1', createdAt: createdAt.getTime() },
      { name: '2', createdAt: 0 },
    ]);
    const asked = mock.commandCalls(ListUsersCommand).map(({ args: [{ input }] }) => input);
    expect(asked).toEqual([undefined, 'next'].map((PaginationToken) => ({ UserPoolId: 'pool', AttributesToGet: ['sub'], Limit: 60, PaginationToken })));
  });

  it('are not counted as none when Cognito fails', async () => {
    mockClient(cognito).on(ListUsersCommand).rejects(failure);
    expect(await refusalOf(all(poolUsers(cognito, 'pool')))).toMatchObject({ code: 'dependency-failed', outage: true });
  });
});

it('the tenants are those that have a data key, each once, and no person', async () => {
  const store = new MemoryDataKeyStore();
  const key = { fieldClass: 'confidential', version: 1, wrapped: Uint8Array.of(1), createdAt: '2026-01-01T00:00:00.000Z' };
  const tenant = (id: string) => ({ kind: 'tenant', tenant: id }) as const;
  await store.create({ ...key, owner: tenant('a') });
  await store.create({ ...key, owner: tenant('a'), version: 2 });
  await store.create({ ...key, owner: { kind: 'person', tenant: 'b', person: 'p' } });
  await store.create({ ...key, owner: tenant('c') });
  expect((await all(tenantsWithKeys(store))).toSorted()).toEqual(['a', 'c']);
});
