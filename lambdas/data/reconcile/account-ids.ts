import { itemKeys, type Scanned } from './item-keys';

/** As identity writes accounts: the owner `account/<ID>`, the key `account`. */
const [KEY, PREFIX] = ['account', 'account/'];

/** The IDs of all accounts, and nothing else of them: nothing personal is read. */
export async function* accountIds(dynamo: Scanned['dynamo'], table: string): AsyncGenerator<string> {
  for await (const { owner } of itemKeys({ dynamo, table, only: KEY })) if (owner?.S?.startsWith(PREFIX) === true) yield owner.S.slice(PREFIX.length);
}
