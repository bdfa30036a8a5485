import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { AuditEvent } from '../audit/event';
import { momentOf } from '../audit/moment';
import { itemKey, type Item } from '../dynamo/dynamo-table';
import type { Change, RecordKey, TableName, Tables } from './record-store';

/** Where what a transaction writes lies, and when it is. */
export interface Surroundings {
  readonly tables: Tables;
  readonly outbox: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** What has expired may still lie there: DynamoDB removes it within days. */
const ABSENT = 'attribute_not_exists(#owner) OR #expiresAt <= :now';

/** A record that expired since it was read is no longer as it was. */
const UNCHANGED = '#version = :version AND (attribute_not_exists(#expiresAt) OR #expiresAt > :now)';

/** A table's name. @throws {Error} where a guest asks for a table of sign-in, or sign-in for a guest's: a fault of ours */
export function nameOf(tables: Tables, table: TableName): string {
  const name = (tables as Readonly<Partial<Record<TableName, string>>>)[table];
  if (name === undefined) throw new Error(`This function has no table '${table}'.`);
  return name;
}

/** A change as DynamoDB makes it. */
export function writeOf(change: Change, surroundings: Surroundings): TransactWriteItem {
  const TableName = nameOf(surroundings.tables, change.kind.table);
  if (change.action === 'create') return { Put: { TableName, Item: itemOf(change, 1), ...absent(surroundings.now) } };
  const condition = unchanged(change.version, surroundings.now);
  if (change.action === 'replace') return { Put: { TableName, Item: itemOf(change, change.version + 1), ...condition } };
  const Key = itemKey(change.at.owner, change.at.key);
  return change.action === 'delete' ? { Delete: { TableName, Key, ...condition } } : { ConditionCheck: { TableName, Key, ...condition } };
}

/** An event as the outbox takes it: once. */
export function outboxWriteOf(event: AuditEvent, { outbox }: Surroundings): TransactWriteItem {
  return {
    Put: { TableName: outbox, Item: outboxItemOf(event), ConditionExpression: 'attribute_not_exists(#owner)', ExpressionAttributeNames: { '#owner': 'owner' } },
  };
}

/**
 * An event as it lies in the outbox. What is sealed is an attribute of its own, which the index by tenant and time leaves out (decision
 * 0126); an event of no tenant isn't in that index.
 */
export function outboxItemOf({ sealed, ...shown }: AuditEvent): Item {
  const { id, tenantId } = shown;
  const tenant: Item = tenantId === undefined ? {} : { tenant: { S: tenantId } };
  return { ...itemKey(`event/${id}`, 'event'), ...tenant, at: { S: momentOf(shown) }, document: { S: JSON.stringify(shown) }, sealed: { S: sealed } };
}

function itemOf({ at, value, expiresAt }: { readonly at: RecordKey; readonly value: unknown; readonly expiresAt?: number }, version: number): Item {
  return {
    ...itemKey(at.owner, at.key),
    version: { N: String(version) },
    document: { S: JSON.stringify(value) },
    ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
  };
}

function absent(now: number) {
  return {
    ConditionExpression: ABSENT,
    ExpressionAttributeNames: { '#owner': 'owner', '#expiresAt': 'expiresAt' },
    ExpressionAttributeValues: { ':now': { N: String(now) } },
  };
}

function unchanged(version: number, now: number) {
  return {
    ConditionExpression: UNCHANGED,
    ExpressionAttributeNames: { '#version': 'version', '#expiresAt': 'expiresAt' },
    ExpressionAttributeValues: { ':version': { N: String(version) }, ':now': { N: String(now) } },
  };
}
