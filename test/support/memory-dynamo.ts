import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DeleteItemCommandInput,
  type DescribeTableCommandInput,
  type GetItemCommandInput,
  type PutItemCommandInput,
  type QueryCommandInput,
  type ScanCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';

type Item = Record<string, AttributeValue>;

/** A page as small as can be, so that whoever reads the first one only is found out. */
const PAGE = 2;

type Table = Map<string, Item>;

/**
 * A client of DynamoDB over tables in memory, which knows the expressions that the stores use and refuses others.
 * Reads that aren't consistent are refused too.
 */
export function memoryDynamo(): DynamoDBClient {
  const tables = new Map<string, Table>();
  /** As the client does: a failure refuses the promise, and isn't thrown. */
  const on =
    <Input extends { TableName: string | undefined }>(work: (table: Table, input: Input) => unknown) =>
    async (input: Input) => {
      await Promise.resolve();
      const name = input.TableName ?? '';
      const table = tables.get(name) ?? new Map<string, Item>();
      tables.set(name, table);
      return work(table, input);
    };
  const client = new DynamoDBClient({ region: 'eu-central-1' });
  const mock = mockClient(client);
  mock.on(DescribeTableCommand).callsFake(on((_table, { TableName = '' }: DescribeTableCommandInput) => ({ Table: { TableId: `id-of-${TableName}` } })));
  mock.on(GetItemCommand).callsFake(on(get));
  mock.on(PutItemCommand).callsFake(on(put));
  mock.on(UpdateItemCommand).callsFake(on(update));
  mock.on(DeleteItemCommand).callsFake(on((table, { Key = {} }: DeleteItemCommandInput) => void table.delete(idOf(Key))));
  mock.on(QueryCommand).callsFake(on((table, input: QueryCommandInput) => page(input, [...table.values()])));
  mock.on(ScanCommand).callsFake(on((table, input: ScanCommandInput) => scanned(input, [...table.values()])));
  return client;
}

function get(table: Table, { Key = {}, ConsistentRead }: GetItemCommandInput): { Item: Item | undefined } {
  if (ConsistentRead !== true) throw new Error('A read that is not consistent.');
  return { Item: table.get(idOf(Key)) };
}

function put(table: Table, { Item = {}, ConditionExpression }: PutItemCommandInput): void {
  if (ConditionExpression !== 'attribute_not_exists(#owner)') throw new Error('An unknown condition.');
  if (table.has(idOf(Item))) throw conditionFailed();
  table.set(idOf(Item), Item);
}

function update(table: Table, { Key = {}, ConditionExpression, ExpressionAttributeValues = {} }: UpdateItemCommandInput): void {
  if (ConditionExpression !== '#wrapped = :old') throw new Error('An unknown condition.');
  const item = table.get(idOf(Key));
  if (item?.wrapped?.B === undefined || !Buffer.from(item.wrapped.B).equals(ExpressionAttributeValues[':old']!.B!)) throw conditionFailed();
  table.set(idOf(Key), { ...item, wrapped: ExpressionAttributeValues[':new']! });
}

function page(
  { ExpressionAttributeValues = {}, ScanIndexForward = true, Limit = PAGE, ExclusiveStartKey, ConsistentRead }: QueryCommandInput,
  items: Item[],
): { Items: Item[]; LastEvaluatedKey?: Item } {
  if (ConsistentRead !== true) throw new Error("A read that isn't consistent.");
  const prefix = ExpressionAttributeValues[':prefix']?.S ?? '';
  const found = items
    .filter((item) => item.owner?.S === ExpressionAttributeValues[':owner']?.S && sortKey(item).startsWith(prefix))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1) * (ScanIndexForward ? 1 : -1))
    .filter((item) => ExclusiveStartKey === undefined || sortKey(item) > sortKey(ExclusiveStartKey));
  const Items = found.slice(0, Limit);
  const last = Items.at(-1);
  return { Items, ...(found.length > Limit && last !== undefined ? { LastEvaluatedKey: { owner: last.owner!, key: last.key! } } : {}) };
}

/** By partition, as DynamoDB goes through a table. */
function scanned({ ExclusiveStartKey, ConsistentRead }: ScanCommandInput, items: Item[]): { Items: Item[]; LastEvaluatedKey?: Item } {
  if (ConsistentRead !== true) throw new Error("A read that isn't consistent.");
  const sorted = items.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)).filter((item) => ExclusiveStartKey === undefined || idOf(item) > idOf(ExclusiveStartKey));
  const Items = sorted.slice(0, PAGE);
  const last = Items.at(-1);
  return { Items, ...(sorted.length > PAGE && last !== undefined ? { LastEvaluatedKey: { owner: last.owner!, key: last.key! } } : {}) };
}

function sortKey(item: Item): string {
  return item.key?.S ?? '';
}

function idOf(item: Item): string {
  return `${item.owner?.S ?? ''} ${sortKey(item)}`;
}

function conditionFailed(): Error {
  return new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: { httpStatusCode: 400 } });
}
