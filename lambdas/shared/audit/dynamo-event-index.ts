import { QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { itemKey, type Item } from '../dynamo/dynamo-table';
import { failed } from '../failed';
import type { EventIndex, EventPage, EventRange } from './event-index';
import { parseShownEvent } from './parse-audit-event';

/** The outbox's index by tenant and time, which has all of an event but what is sealed (decision 0126). */
const INDEX = 'by-tenant';

/** The index of the outbox of all events. */
export class DynamoEventIndex implements EventIndex {
  constructor(
    private readonly dynamo: Pick<DynamoDBClient, 'send'>,
    private readonly outbox: string,
  ) {}

  /** An upper bound without an ID sorts before every event of its moment. */
  async read({ tenant, from, until, after, limit }: EventRange): Promise<EventPage> {
    const command = new QueryCommand({
      TableName: this.outbox,
      IndexName: INDEX,
      KeyConditionExpression: '#tenant = :tenant AND #at BETWEEN :from AND :until',
      ExpressionAttributeNames: { '#tenant': 'tenant', '#at': 'at' },
      ExpressionAttributeValues: { ':tenant': { S: tenant }, ':from': { S: from }, ':until': { S: until } },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: after === undefined ? undefined : keyOf(tenant, after),
    });
    const { Items = [], LastEvaluatedKey } = await this.dynamo.send(command).catch(failed('dynamodb:Query'));
    return { events: Items.map(({ document }) => parseShownEvent(JSON.parse(document?.S ?? 'null'))), more: LastEvaluatedKey !== undefined };
  }
}

/** Where the index goes on: an event's key in the outbox follows from its moment. */
function keyOf(tenant: string, moment: string): Item {
  return { ...itemKey(`event/${moment.slice(moment.indexOf('/') + 1)}`, 'event'), tenant: { S: tenant }, at: { S: moment } };
}
