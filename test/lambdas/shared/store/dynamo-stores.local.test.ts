import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoCounters } from '../../../../lambdas/shared/limits/dynamo-counters';
import { DynamoRecordStore } from '../../../../lambdas/shared/store/dynamo-record-store';
import { manualClock } from '../../../support/manual-clock';
import { startEmulatorAlone, type EmulatorAlone } from '../../../local/support/local-clouds';
import { createRecordTables } from '../../../local/support/record-tables';
import { countersContract } from '../limits/counters.contract';
import { recordStoreContract } from './record-store.contract';

const TABLES = { accounts: 'contract-accounts', flows: 'contract-flows', sessions: 'contract-sessions' };
const [OUTBOX, COUNTERS] = ['contract-outbox', 'contract-counters'];
const time = manualClock();

let alone: EmulatorAlone;
beforeAll(async () => {
  alone = await startEmulatorAlone();
  await createRecordTables(alone.clients, [...Object.values(TABLES), OUTBOX, COUNTERS]);
});
afterAll(() => alone.stop());

/** 100 keys are the most that one call takes. */
async function outboxHas(ids: readonly string[]): Promise<readonly string[]> {
  const Keys = ids.map((id) => ({ owner: { S: `event/${id}` }, key: { S: 'event' } }));
  const { Responses } = await alone.clients.dynamo.send(new BatchGetItemCommand({ RequestItems: { [OUTBOX]: { Keys, ConsistentRead: true } } }));
  return (Responses?.[OUTBOX] ?? []).map(({ document }) => (JSON.parse(document?.S ?? '') as { id: string }).id).sort();
}

recordStoreContract(
  'the table of the local cloud',
  () => ({ store: new DynamoRecordStore({ dynamo: alone.clients.dynamo, tables: TABLES, outbox: OUTBOX, clock: time.clock }), outboxHas }),
  time,
);

countersContract('the table of the local cloud', () => new DynamoCounters(alone.clients.dynamo, COUNTERS, time.clock), time);
