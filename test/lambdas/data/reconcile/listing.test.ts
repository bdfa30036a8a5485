import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { accountIds } from '../../../../lambdas/data/reconcile/account-ids';
import { poolUsers } from '../../../../lambdas/data/reconcile/pool-users';
import { tenantsOfKeys } from '../../../../lambdas/data/reconcile/tenants';
import { DynamoDataKeyStore } from '../../../../lambdas/shared/fields/dynamo-data-key-store';
import { contract } from '../../../../lambdas/data/reconcile/contract';
import { memoryDynamo } from '../../../support/memory-dynamo';
import { refusalOf } from '../../../support/refusal-of';

const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
const cognito = new CognitoIdentityProviderClient({ region: 'eu-central-1' });
const failure = Object.assign(new Error('secret detail'), { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 400 } });

async function all<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

/** A scan that asks for what IAM gives, which refuses any other. */
function expectKeysAlone({ Select, ProjectionExpression, ConsistentRead, ExpressionAttributeNames = {} }: ScanCommandInput): void {
  const { StringEquals, 'ForAllValues:StringEquals': within } = contract.conditions.dataKeyTable;
  expect(contract.conditions.accountsTable).toEqual(contract.conditions.dataKeyTable);
  expect({ Select, ProjectionExpression, ConsistentRead }).toEqual({
    Select: StringEquals['dynamodb:Select'],
    ProjectionExpression: '#owner, #key',
    ConsistentRead: true,
  });
  expect(Object.values(ExpressionAttributeNames)).toEqual(within['dynamodb:Attributes']);
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
    for (const input of asked) expectKeysAlone(input);
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

describe('the tenants', () => {
  it('are those that have a data key or had one, each once, and no person', async () => {
    const memory = memoryDynamo();
    const store = new DynamoDataKeyStore(memory, 'data-keys');
    const key = { fieldClass: 'confidential', version: 1, wrapped: Uint8Array.of(1), createdAt: '2026-01-01T00:00:00.000Z' };
    const tenant = (id: string) => ({ kind: 'tenant', tenant: id }) as const;
    for (const [owner, version] of [
      [tenant('a'), 1],
      [tenant('a'), 2],
      [{ kind: 'person', tenant: 'b', person: 'p' }, 1],
      [tenant('c'), 1],
      [tenant('ended'), 1],
    ] as const)
      await store.create({ ...key, owner, version });
    await store.erase(tenant('ended'));
    expect((await all(tenantsOfKeys(memory, 'data-keys'))).toSorted()).toEqual(['a', 'c', 'ended']);
  });

  it('are read without what is in their keys', async () => {
    const mock = mockClient(dynamo);
    mock.on(ScanCommand).resolves({ Items: [{ owner: { S: 'tenant/a' }, key: { S: 'confidential#0000000001' } }] });
    expect(await all(tenantsOfKeys(dynamo, 'data-keys'))).toEqual(['a']);
    for (const { args } of mock.commandCalls(ScanCommand)) expectKeysAlone(args[0].input);
  });

  it.each(['tenant', 'tenant/a/b', 'account/1', ''])('are not fewer because of an item of the owner "%s": it is refused', async (owner) => {
    mockClient(dynamo)
      .on(ScanCommand)
      .resolves({ Items: [{ owner: { S: owner }, key: { S: 'confidential#0000000001' } }] });
    expect(await refusalOf(all(tenantsOfKeys(dynamo, 'data-keys')))).toMatchObject({ code: 'dependency-failed' });
  });

  it('are not counted as none when DynamoDB fails', async () => {
    mockClient(dynamo).on(ScanCommand).rejects(failure);
    expect(await refusalOf(all(tenantsOfKeys(dynamo, 'data-keys')))).toMatchObject({ code: 'dependency-failed' });
  });
});
