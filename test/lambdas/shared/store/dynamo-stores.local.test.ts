import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoLeaseStore } from '../../../../lambdas/shared/limits/dynamo-lease-store';
import { DynamoCounters } from '../../../../lambdas/shared/limits/dynamo-counters';
import { DynamoRecordStore } from '../../../../lambdas/shared/store/dynamo-record-store';
import { manualClock } from '../../../support/manual-clock';
import { startEmulatorAlone, type EmulatorAlone } from '../../../local/support/local-clouds';
import { createRecordTables } from '../../../local/support/record-tables';
import { keptAnswerContract } from '../idempotency/kept-answer.contract';
import { countersContract } from '../limits/counters.contract';
import { CALLERS_OF, leasedTiersContract } from '../limits/leased-tiers.contract';
import { recordStoreContract } from './record-store.contract';

const TABLES = { accounts: 'contract-accounts', flows: 'contract-flows', sessions: 'contract-sessions' };
const [OUTBOX, COUNTERS] = ['contract-outbox', 'contract-counters'];
const time = manualClock();

let alone: EmulatorAlone;
let store: DynamoLeaseStore | undefined;
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

keptAnswerContract(
  'the table of the local cloud',
  'emulated',
  () => new DynamoRecordStore({ dynamo: alone.clients.dynamo, tables: TABLES, outbox: OUTBOX, clock: time.clock }),
  time,
);

countersContract('the table of the local cloud', () => new DynamoCounters(alone.clients.dynamo, COUNTERS, time.clock), time);

/** More updates at once than these the local cloud drops now and then; and it may take its time for them. */
const AT_ONCE = 32;

function patient(): DynamoLeaseStore {
  const { dynamo } = alone.clients;
  const turns = Array.from({ length: AT_ONCE }, () => Promise.resolve<unknown>(undefined));
  let next = 0;
  const send = (command: Parameters<typeof dynamo.send>[0]): Promise<unknown> => {
    const at = next++ % AT_ONCE;
    const sent = turns[at]!.then(() => dynamo.send(command));
    turns[at] = sent.catch(() => undefined);
    return sent;
  };
  return new DynamoLeaseStore({ send }, COUNTERS);
}

leasedTiersContract(
  'the table of the local cloud',
  'emulated',
  () => ({ store: (store ??= patient()), counters: new DynamoCounters(alone.clients.dynamo, COUNTERS, time.clock) }),
  time,
  // One with a single budget, and one with a budget within a budget.
  [CALLERS_OF.anonymous, CALLERS_OF.authenticated],
);
