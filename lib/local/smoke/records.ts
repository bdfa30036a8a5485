import { PutItemCommand, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { assertThat, type Deployed } from './flow';

type Item = Record<string, AttributeValue>;

/** A table of sign-in. */
export type StateTable = 'accounts' | 'counters' | 'flows' | 'outbox' | 'sessions';

/** Everything that a table holds, as text. */
export async function textOfTable(deployed: Deployed, table: StateTable): Promise<string> {
  return JSON.stringify(await itemsOf(deployed, table));
}

/** The documents of a table. */
export async function documentsOf(deployed: Deployed, table: StateTable): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await itemsOf(deployed, table)).map((item) => documentOf(item));
}

/**
 * Changes records where they lie, as nothing deployed does: nobody can wait for hours here, so a record is made as old as it would be then.
 * @param change the document as it is to be; `undefined` leaves it
 */
export async function makeOlder(
  deployed: Deployed,
  table: StateTable,
  change: (document: Readonly<Record<string, unknown>>, owner: string) => Readonly<Record<string, unknown>> | undefined,
): Promise<void> {
  let changed = 0;
  for (const item of await itemsOf(deployed, table)) {
    const document = change(documentOf(item), item.owner?.S ?? '');
    if (document === undefined) continue;
    await putItem(deployed, table, { ...item, document: { S: JSON.stringify(document) } });
    changed += 1;
  }
  assertThat(changed === 1, `${String(changed)} records were made older, and not one`);
}

/** Makes a record expire now. */
export async function expire(deployed: Deployed, table: StateTable, owner: string): Promise<void> {
  const item = (await itemsOf(deployed, table)).find((one) => one.owner?.S === owner);
  assertThat(item?.expiresAt?.N !== undefined, `${owner} isn't there, or never expires`);
  const expiresAt = { N: String(Math.floor(Date.now() / 1000) - 1) };
  await putItem(deployed, table, { ...item, expiresAt });
}

/** Everything that a table holds. */
export async function itemsOf(deployed: Deployed, table: StateTable): Promise<readonly Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await deployed.cloud.clients.dynamo.send(new ScanCommand({ TableName: nameOf(deployed, table), ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

/** Puts an item where it lies. */
export async function putItem(deployed: Deployed, table: StateTable, item: Item): Promise<void> {
  await deployed.cloud.clients.dynamo.send(new PutItemCommand({ TableName: nameOf(deployed, table), Item: item }));
}

function documentOf(item: Item): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(item.document?.S ?? '{}'));
}

function nameOf({ graph, names }: Deployed, table: StateTable): string {
  const tables = [...graph.ofType('AWS::DynamoDB::Table'), ...graph.ofType('AWS::DynamoDB::GlobalTable')];
  const found = tables.find(({ path }) => path.includes(`identity/Tables/${table}/`));
  assertThat(found !== undefined, `the templates hold no table ${table}`);
  return names.ids.get(found) ?? '';
}
