import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { contract as replayErasures } from '../../../../lambdas/data/replay-erasures/contract';
import { contract as eraseAccounts } from '../../../../lambdas/identity/erase-accounts/contract';
import { DynamoErasureLedger } from '../../../../lambdas/shared/fields/dynamo-erasure-ledger';

it('the ledger is written for erasures by whoever erases accounts, and so that a restored store serves by whoever replays it', async () => {
  const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
  const mock = mockClient(dynamo);
  mock.on(PutItemCommand).resolves({});
  const ledger = new DynamoErasureLedger(dynamo, 'erasures');
  await ledger.enter({ owner: { kind: 'person', tenant: 't-1', person: 'u-1' }, erasedAt: '2026-01-01T00:00:00.000Z' });
  await ledger.noteReplay('restored', '2026-01-01T00:00:00.000Z');
  const [entered, replayed] = mock.commandCalls(PutItemCommand).map(({ args }) => args[0].input.Item?.owner?.S);
  expect(entered).not.toBe(replayed);
  expect(eraseAccounts.conditions.erasures['ForAllValues:StringEquals']['dynamodb:LeadingKeys']).toEqual([entered]);
  expect(replayErasures.conditions.replays['ForAllValues:StringEquals']['dynamodb:LeadingKeys']).toEqual([replayed]);
  expect([eraseAccounts.actions.erasureTable, replayErasures.actions.erasureTable]).toEqual([['dynamodb:GetItem'], ['dynamodb:Query']]);
});
