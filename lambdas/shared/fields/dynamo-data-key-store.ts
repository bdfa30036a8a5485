import { DescribeTableCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DependencyFailedError } from '../dependency-failed-error';
import type { DataKeyStore, Found, KeyName, ListedKey, WrappedDataKey } from './data-key-store';
import { DynamoTable, conditionHeld, itemKey, type Item } from '../dynamo/dynamo-table';
import { failed } from '../failed';
import { ownerText, readOwner, type KeyOwner } from './key-owner';

/** Sort key of what remains of an erased owner. Those of data keys hold a `#`. */
const ERASED = 'erased';
const VERSION_DIGITS = 10;

/** Wrapped data keys in DynamoDB: an owner is a partition, `<class>#<version>` the sort key, so that the newest sorts last. */
export class DynamoDataKeyStore implements DataKeyStore {
  readonly #table: DynamoTable;

  constructor(dynamo: DynamoDBClient, table: string) {
    this.#table = new DynamoTable(dynamo, table);
  }

  /** DynamoDB restores a backup into a new table, which has an ID of its own even under the same name. */
  async identity(): Promise<string> {
    const { dynamo, name } = this.#table;
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name })).catch(failed('dynamodb:DescribeTable'));
    if (Table?.TableId === undefined) throw new DependencyFailedError('dynamodb:DescribeTable', new Error('An answer without an ID.'));
    return Table.TableId;
  }

  async newest(owner: KeyOwner, fieldClass: string): Promise<Found> {
    const [erased, newest] = await Promise.all([this.#isErased(owner), this.#table.query(ownerText(owner), { prefix: `${fieldClass}#`, last: true }).next()]);
    return found(erased, newest.done === true ? undefined : newest.value, owner);
  }

  async get(name: KeyName): Promise<Found> {
    const [erased, item] = await Promise.all([this.#isErased(name.owner), this.#table.get(ownerText(name.owner), sortKey(name))]);
    return found(erased, item, name.owner);
  }

  async *list(): AsyncGenerator<ListedKey> {
    for await (const item of this.#table.scan()) {
      if (item.key?.S === ERASED) continue;
      const owner = readOwner(item.owner?.S ?? '');
      if (owner === undefined) throw new DependencyFailedError('dynamodb:Scan', new Error("An item whose owner can't be read."));
      const { fieldClass, version, createdAt } = readItem(item, owner);
      yield { owner, fieldClass, version, createdAt };
    }
  }

  /**
   * The mark of an erasure is looked for after the key was stored: it was set either before, and is seen here, or after,
   * and then the erasure destroys the key.
   */
  async create(key: WrappedDataKey): Promise<'created' | 'exists' | 'erased'> {
    const stored = await this.#table.putUnlessThere({
      ...itemKey(ownerText(key.owner), sortKey(key)),
      wrapped: { B: key.wrapped },
      createdAt: { S: key.createdAt },
    });
    if (!(await this.#isErased(key.owner))) return stored ? 'created' : 'exists';
    await this.destroy(key);
    return 'erased';
  }

  async rewrap(key: WrappedDataKey, wrapped: Uint8Array): Promise<boolean> {
    const { dynamo, name } = this.#table;
    const command = new UpdateItemCommand({
      TableName: name,
      Key: itemKey(ownerText(key.owner), sortKey(key)),
      UpdateExpression: 'SET #wrapped = :new',
      ConditionExpression: '#wrapped = :old',
      ExpressionAttributeNames: { '#wrapped': 'wrapped' },
      ExpressionAttributeValues: { ':new': { B: wrapped }, ':old': { B: key.wrapped } },
    });
    return conditionHeld(dynamo.send(command), 'dynamodb:UpdateItem');
  }

  async destroy(name: KeyName): Promise<void> {
    await this.#table.delete(ownerText(name.owner), sortKey(name));
  }

  async erase(owner: KeyOwner): Promise<void> {
    const text = ownerText(owner);
    await this.#table.putUnlessThere(itemKey(text, ERASED));
    for await (const { key } of this.#table.query(text)) {
      if (key?.S !== undefined && key.S !== ERASED) await this.#table.delete(text, key.S);
    }
  }

  async #isErased(owner: KeyOwner): Promise<boolean> {
    return (await this.#table.get(ownerText(owner), ERASED)) !== undefined;
  }
}

/** Sorts as text as versions do as numbers. */
function sortKey({ fieldClass, version }: Omit<KeyName, 'owner'>): string {
  return `${fieldClass}#${String(version).padStart(VERSION_DIGITS, '0')}`;
}

function found(erased: boolean, item: Item | undefined, owner: KeyOwner): Found {
  if (erased) return { state: 'erased' };
  return item === undefined ? { state: 'absent' } : { state: 'found', key: readItem(item, owner) };
}

function readItem({ key, wrapped, createdAt }: Item, owner: KeyOwner): WrappedDataKey {
  const [fieldClass, version] = key?.S?.split('#') ?? [];
  if (fieldClass === undefined || version === undefined || wrapped?.B === undefined || createdAt?.S === undefined) {
    throw new DependencyFailedError('dynamodb:GetItem', new Error("An item that isn't a data key."));
  }
  return { owner, fieldClass, version: Number(version), wrapped: wrapped.B, createdAt: createdAt.S };
}
