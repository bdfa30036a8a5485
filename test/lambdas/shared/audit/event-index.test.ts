import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { AuditEvent } from '../../../../lambdas/shared/audit/event';
import { DynamoEventIndex } from '../../../../lambdas/shared/audit/dynamo-event-index';
import { outboxItemOf } from '../../../../lambdas/shared/store/transaction';
import { memoryEventIndex } from '../../../support/memory-event-index';
import { refusalOf } from '../../../support/refusal-of';
import { eventIndexContract, someEvents } from './event-index.contract';

const events: AuditEvent[] = [];
eventIndexContract('memory', () => ({ index: memoryEventIndex(() => events), put: (more) => Promise.resolve(void events.push(...more)) }));

describe('an event in the outbox', () => {
  it('has what is sealed apart, and its tenant and time where the index finds them', async () => {
    const [event] = (await someEvents('acme', 1)) as [AuditEvent];
    const { sealed, ...shown } = event;
    expect(outboxItemOf(event)).toEqual({
      owner: { S: `event/${event.id}` },
      key: { S: 'event' },
      tenant: { S: 'acme' },
      at: { S: `${event.timestamp}/${event.id}` },
      document: { S: JSON.stringify(shown) },
      sealed: { S: sealed },
    });
  });

  it('of no tenant is in no index', async () => {
    const [event] = (await someEvents(undefined, 1)) as [AuditEvent];
    expect(outboxItemOf(event)).not.toHaveProperty('tenant');
  });
});

describe('the index in DynamoDB', () => {
  const range = { tenant: 'acme', from: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z', limit: 10 };
  const answering = (answer: object | Error): DynamoEventIndex => {
    const dynamo = new DynamoDBClient({ region: 'eu-central-1' });
    const asked = mockClient(dynamo).on(QueryCommand);
    if (answer instanceof Error) asked.rejects(answer);
    else asked.resolves(answer);
    return new DynamoEventIndex(dynamo, 'outbox');
  };

  it('turns a failure of DynamoDB into one of ours', async () => {
    const error = Object.assign(new Error('secret detail'), { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } });
    expect(await refusalOf(answering(error).read(range))).toMatchObject({ code: 'dependency-failed', outage: true });
  });

  it.each([[{}], [{ document: { S: 'null' } }], [{ document: { S: '{"schema":1}' } }]])('shows nothing of an item that is no event: %j', async (item) => {
    expect(await refusalOf(answering({ Items: [item] }).read(range))).toMatchObject({ code: 'malformed-audit-event' });
  });

  it('shows nothing of an item that has what is sealed in its document', async () => {
    const [event] = await someEvents('acme', 1);
    expect(await refusalOf(answering({ Items: [{ document: { S: JSON.stringify(event) } }] }).read(range))).toMatchObject({ code: 'malformed-audit-event' });
  });
});
