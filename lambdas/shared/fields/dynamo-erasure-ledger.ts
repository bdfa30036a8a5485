import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DependencyFailedError } from '../dependency-failed-error';
import { DynamoTable, itemKey, type Item } from '../dynamo/dynamo-table';
import type { Erasure, ErasureLedger } from './erasure-ledger';
import { ownerText, readOwner } from './key-owner';

/** The partitions: entries by owner, and the stores on which they were replayed. */
const ERASURES = 'erasure';
const REPLAYS = 'replay';

/** The ledger in a DynamoDB table apart from the data keys'. */
export class DynamoErasureLedger implements ErasureLedger {
  readonly #table: DynamoTable;

  constructor(dynamo: DynamoDBClient, table: string) {
    this.#table = new DynamoTable(dynamo, table);
  }

  async enter(erasure: Erasure): Promise<Erasure> {
    const text = ownerText(erasure.owner);
    if (await this.#table.putUnlessThere({ ...itemKey(ERASURES, text), at: { S: erasure.erasedAt } })) return erasure;
    const standing = await this.#table.get(ERASURES, text);
    return standing === undefined ? erasure : readErasure(standing);
  }

  async *entries(): AsyncGenerator<Erasure> {
    for await (const item of this.#table.query(ERASURES)) yield readErasure(item);
  }

  async noteReplay(store: string, at: string): Promise<void> {
    await this.#table.putUnlessThere({ ...itemKey(REPLAYS, store), at: { S: at } });
  }

  async wasReplayed(store: string): Promise<boolean> {
    return (await this.#table.get(REPLAYS, store)) !== undefined;
  }
}

/** An entry that can't be read must not be skipped: somebody was erased by it. */
function readErasure({ key, at }: Item): Erasure {
  const owner = readOwner(key?.S ?? '');
  if (owner === undefined || at?.S === undefined)
    throw new DependencyFailedError('dynamodb:Query', new Error("An entry of the erasure ledger that can't be read."));
  return { owner, erasedAt: at.S };
}
