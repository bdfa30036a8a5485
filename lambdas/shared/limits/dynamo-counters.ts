import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../clock';
import { DependencyFailedError } from '../dependency-failed-error';
import { DynamoTable, itemKey, type Item } from '../dynamo/dynamo-table';
import { secondsOf } from '../seconds-of';
import { allowanceLeft, allowanceOf, type Window } from './allowance';
import type { Allowance, Counters, Limit } from './counters';

/** An update that was made, with what lies there now, or wasn't, with what lay there. */
interface Outcome {
  readonly made: boolean;
  readonly item: Item | undefined;
}

const KEY = 'counter';

/** A window ends and another begins between two updates at most once in a call; more often, something is wrong. */
const ATTEMPTS = 4;

/** Counters in DynamoDB: an item each, changed by single conditional updates, so that no count is read and written back. */
export class DynamoCounters implements Counters {
  readonly #table: DynamoTable;

  constructor(
    dynamo: DynamoDBClient,
    table: string,
    private readonly clock: Clock,
  ) {
    this.#table = new DynamoTable(dynamo, table);
  }

  async take(limit: Limit, subject: string): Promise<Allowance> {
    const now = this.#now();
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const joined = await this.#join(limit, subject, now);
      const window = windowOf(joined.item);
      if (joined.made && window !== undefined) return allowanceOf(limit, window, true, now);
      if (window !== undefined && window.expiresAt > now) return allowanceOf(limit, window, false, now);
      if (limit.max > 0 && (await this.#begin(limit, subject, now)).made) return { allowed: true, remaining: limit.max - 1, retryAfterSeconds: 0 };
      if (limit.max <= 0) return allowanceLeft(limit, undefined, now);
    }
    throw new DependencyFailedError('dynamodb:UpdateItem', new Error('A window that neither runs nor begins.'));
  }

  async giveBack(limit: Limit, subject: string): Promise<void> {
    await this.#update(limit, subject, {
      UpdateExpression: 'ADD #count :less',
      ConditionExpression: '#expiresAt > :now AND #count > :none',
      ExpressionAttributeNames: { '#count': 'count', '#expiresAt': 'expiresAt' },
      ExpressionAttributeValues: { ':less': { N: '-1' }, ':none': { N: '0' }, ':now': numberOf(this.#now()) },
    });
  }

  async peek(limit: Limit, subject: string): Promise<Allowance> {
    return allowanceLeft(limit, windowOf(await this.#table.get(ownerOf(limit, subject), KEY)), this.#now());
  }

  /** Takes one of a window that runs. */
  async #join(limit: Limit, subject: string, now: number): Promise<Outcome> {
    return this.#update(limit, subject, {
      UpdateExpression: 'ADD #count :one',
      ConditionExpression: '#expiresAt > :now AND #count < :max',
      ExpressionAttributeNames: { '#count': 'count', '#expiresAt': 'expiresAt' },
      ExpressionAttributeValues: { ':one': { N: '1' }, ':max': numberOf(limit.max), ':now': numberOf(now) },
    });
  }

  /** Begins a window with one taken; only one of those who come at once does. */
  async #begin(limit: Limit, subject: string, now: number): Promise<Outcome> {
    return this.#update(limit, subject, {
      UpdateExpression: 'SET #count = :one, #expiresAt = :end',
      ConditionExpression: 'attribute_not_exists(#expiresAt) OR #expiresAt <= :now',
      ExpressionAttributeNames: { '#count': 'count', '#expiresAt': 'expiresAt' },
      ExpressionAttributeValues: { ':one': { N: '1' }, ':end': numberOf(now + limit.windowSeconds), ':now': numberOf(now) },
    });
  }

  async #update(limit: Limit, subject: string, update: Omit<UpdateItemCommandInput, 'Key' | 'TableName'>): Promise<Outcome> {
    const { dynamo, name: TableName } = this.#table;
    const Key = itemKey(ownerOf(limit, subject), KEY);
    const command = new UpdateItemCommand({ TableName, Key, ReturnValues: 'ALL_NEW', ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...update });
    try {
      return { made: true, item: (await dynamo.send(command)).Attributes };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { made: false, item: error.Item };
      throw new DependencyFailedError('dynamodb:UpdateItem', error);
    }
  }

  #now(): number {
    return secondsOf(this.clock);
  }
}

function ownerOf({ name }: Limit, subject: string): string {
  return `counter/${name}/${subject}`;
}

function windowOf(item: Item | undefined): Window | undefined {
  return item === undefined ? undefined : { count: Number(item.count?.N), expiresAt: Number(item.expiresAt?.N) };
}

function numberOf(value: number): AttributeValue {
  return { N: String(value) };
}
