import { startLocalAws, type LocalAws, type Reply, type SeenRequest } from '../../../support/local-aws';

/** DynamoDB and Secrets Manager, as far as the authorizer and guests call them: conditions always hold, and nobody has called before. */
export interface AuthorizerCloud extends LocalAws {
  /** By table, owner and key: a record's document and version, or the attributes themselves. */
  readonly items: Map<string, Readonly<Record<string, unknown>>>;
  readonly secrets: Map<string, string>;
  /** The transactions that were written. */
  readonly written: unknown[];
  /** Whether each call is answered by an error of the service. */
  down: boolean;
}

interface Key {
  readonly owner: { readonly S: string };
  readonly key: { readonly S: string };
}

interface Called {
  readonly TableName?: string;
  readonly Key?: Key;
  readonly SecretId?: string;
  readonly ExpressionAttributeValues?: { readonly ':owner'?: { readonly S: string } };
  readonly TransactItems?: readonly {
    readonly Put?: { readonly TableName: string; readonly Item: Key & Readonly<Record<string, unknown>> };
    readonly Delete?: { readonly TableName: string; readonly Key: Key };
  }[];
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Key[] }>>;
}

export async function startAuthorizerCloud(): Promise<AuthorizerCloud> {
  const cloud = { items: new Map<string, Readonly<Record<string, unknown>>>(), secrets: new Map<string, string>(), written: [] as unknown[], down: false };
  const ofOwner = ({ TableName, ExpressionAttributeValues }: Called): readonly object[] => {
    const prefix = placeOf(TableName, ExpressionAttributeValues?.[':owner']?.S, '').slice(0, -3);
    return [...cloud.items].flatMap(([place, item]) => (place.startsWith(prefix) ? [item] : []));
  };
  const answer = (call: string, input: Called): object | undefined => {
    if (call === 'GetItem') return { Item: cloud.items.get(placeOf(input.TableName, input.Key?.owner.S, input.Key?.key.S)) };
    if (call === 'BatchGetItem') return { Responses: responses(input.RequestItems ?? {}), UnprocessedKeys: {} };
    if (call === 'GetSecretValue') return { VersionId: 'v'.repeat(32), SecretString: cloud.secrets.get(input.SecretId ?? '') };
    if (call === 'UpdateItem') return { Attributes: {} };
    if (call === 'Query') return { Items: ofOwner(input) };
    if (call !== 'TransactWriteItems') return undefined;
    cloud.written.push(input);
    for (const { Put: put, Delete: gone } of input.TransactItems ?? []) {
      if (put !== undefined) cloud.items.set(placeOf(put.TableName, put.Item.owner.S, put.Item.key.S), put.Item);
      if (gone !== undefined) cloud.items.delete(placeOf(gone.TableName, gone.Key.owner.S, gone.Key.key.S));
    }
    return {};
  };
  const responses = (requests: NonNullable<Called['RequestItems']>): object =>
    Object.fromEntries(
      Object.entries(requests).map(([table, { Keys }]) => [
        table,
        Keys.flatMap((key) => {
          const item = cloud.items.get(placeOf(table, key.owner.S, key.key.S));
          return item === undefined ? [] : [{ ...item, ...key }];
        }),
      ]),
    );
  const reply = ({ headers, body }: SeenRequest): Reply => {
    const call = String(headers['x-amz-target']).split('.')[1] ?? '';
    const answered = cloud.down ? undefined : answer(call, JSON.parse(body) as Called);
    const type = { 'content-type': 'application/x-amz-json-1.0' };
    return answered === undefined
      ? { status: 400, body: '{"__type":"AccessDeniedException"}', headers: type }
      : { body: JSON.stringify(answered), headers: type };
  };
  return Object.assign(cloud, await startLocalAws(reply));
}

/** Where an item lies. */
export function placeOf(table: string | undefined, owner: string | undefined, key: string | undefined): string {
  return JSON.stringify([table, owner, key]);
}
