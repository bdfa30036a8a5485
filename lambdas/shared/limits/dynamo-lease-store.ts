import { ConditionalCheckFailedException, UpdateItemCommand, type DynamoDBClient, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { DependencyFailedError } from '../dependency-failed-error';
import { itemKey, type Item } from '../dynamo/dynamo-table';
import type { Lease, LeaseOutcome, LeaseStore } from './lease-store';

/** No caller waits longer for a count: what comes then is decided for each tier. */
const PATIENCE_MILLISECONDS = 2000;

const HELD = 'held';

/**
 * Leases in DynamoDB: an item for each subject and window, of which one conditional update takes. It expires with the window. An
 * item takes at most as many writes as its budget has calls, and one or two more of each instance that finds it used up.
 */
export class DynamoLeaseStore implements LeaseStore {
  constructor(
    private readonly dynamo: Pick<DynamoDBClient, 'send'>,
    private readonly table: string,
  ) {}

  async take(lease: Lease): Promise<LeaseOutcome> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: itemKey(`counter/${lease.owner}`, `window/${String(lease.window)}`),
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      ...updateOf(lease),
    });
    try {
      const { Attributes } = await this.dynamo.send(command, { abortSignal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
      return outcomeOf(lease, Attributes, true);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return outcomeOf(lease, error.Item, false);
      throw new DependencyFailedError('dynamodb:UpdateItem', error);
    }
  }
}

function updateOf({ budgets, calls, heldMore, mostHeld, endsAt }: Lease): Omit<UpdateItemCommandInput, 'Key' | 'TableName'> {
  const rooms = [...budgets.map(({ max }) => max - calls), mostHeld - heldMore];
  const names = [...budgets.map(({ name }) => name), HELD];
  return {
    UpdateExpression: `ADD ${budgets.map((_, index) => `#c${String(index)} :calls`).join(', ')}, #c${String(budgets.length)} :held SET #expiresAt = :end`,
    ConditionExpression: rooms.map((_, index) => roomAt(String(index))).join(' AND '),
    ExpressionAttributeNames: { '#expiresAt': 'expiresAt', ...Object.fromEntries(names.map((name, index) => [`#c${String(index)}`, name])) },
    ExpressionAttributeValues: {
      ':calls': { N: String(calls) },
      ':held': { N: String(heldMore) },
      ':end': { N: String(endsAt) },
      ...Object.fromEntries(rooms.map((room, index) => [`:r${String(index)}`, { N: String(room) }])),
    },
  };
}

/** What isn't there counts as nothing: nobody asks for more than a whole budget. */
function roomAt(index: string): string {
  return `(attribute_not_exists(#c${index}) OR #c${index} <= :r${index})`;
}

function outcomeOf({ budgets }: Lease, item: Item = {}, granted: boolean): LeaseOutcome {
  const countOf = (name: string): number => Number(item[name]?.N ?? 0);
  return { granted, left: Math.min(...budgets.map(({ name, max }) => max - countOf(name))), held: countOf(HELD) };
}
