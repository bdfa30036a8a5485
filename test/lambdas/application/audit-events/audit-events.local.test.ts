import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import { DynamoEventIndex } from '../../../../lambdas/shared/audit/dynamo-event-index';
import { momentOf } from '../../../../lambdas/shared/audit/moment';
import { outboxItemOf } from '../../../../lambdas/shared/store/transaction';
import { startEmulatorAlone, type EmulatorAlone } from '../../../local/support/local-clouds';
import { createRecordTables } from '../../../local/support/record-tables';
import { eventIndexContract, someEvents } from '../../shared/audit/event-index.contract';
import { AuditWorld } from './audit-world';

const OUTBOX = 'contract-outbox';
/** The most that one call takes. */
const AT_ONCE = 25;

let alone: EmulatorAlone;
beforeAll(async () => {
  alone = await startEmulatorAlone();
  await createRecordTables(alone.clients, [OUTBOX], { indexed: [OUTBOX] });
});
afterAll(() => alone.stop());

async function put(events: readonly AuditEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const writes = events.slice(from, from + AT_ONCE).map((event) => ({ PutRequest: { Item: outboxItemOf(event) } }));
    const { UnprocessedItems = {} } = await alone.clients.dynamo.send(new BatchWriteItemCommand({ RequestItems: { [OUTBOX]: writes } }));
    expect(UnprocessedItems).toEqual({});
  }
}
const index = () => new DynamoEventIndex(alone.clients.dynamo, OUTBOX);

eventIndexContract('the table of the local cloud', () => ({ index: index(), put }));

it('pages over three thousand events without losing or repeating one, while more are written', async () => {
  const tenant = randomUUID();
  const events = await someEvents(tenant, 3000);
  await put(events);
  const world = new AuditWorld(index(), (event) => put([event]));
  world.time.advance(60);
  const pages = await world.pages(world.person('OWNER', tenant), { limit: '100' });
  const wanted = events.toSorted((one, other) => (momentOf(one) < momentOf(other) ? 1 : -1)).map(({ id }) => id);
  expect(pages.flat().map(({ id }) => id)).toEqual(wanted);
  const byAction = await world.pages(world.person('ADMIN', tenant), { action: 'audit.read', limit: '7' });
  expect(byAction.flat().map(({ action }) => action)).toEqual(pages.map(() => 'audit.read'));
});
