import { answer } from '../../../../lambdas/identity/key-set/answer';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { DynamoKeySet } from '../../../../lambdas/shared/key-set/dynamo-key-set';
import { NOTHING_PUBLISHED, type PublishedKey, type PublishedKeys } from '../../../../lambdas/shared/key-set/key-set';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { refusalOf } from '../../../support/refusal-of';

const NOW = 1_800_000_000;
const part = 'A'.repeat(43);

function published(kid: string, until?: number): PublishedKey {
  return { kty: 'EC', crv: 'P-256', x: part, y: part, kid, alg: 'ES256', use: 'sig', ...(until === undefined ? {} : { until }) };
}

const lines: Readonly<Record<string, string>>[] = [];
const surroundings = (read: () => Promise<PublishedKeys>) => ({
  keySet: { read: async () => ({ number: 1, published: await read() }) },
  clock: () => NOW * 1000,
  log: (line: Readonly<Record<string, string>>) => void lines.push(line),
});

/** A table with one item, or none. */
function tableOf(item: unknown): DynamoKeySet {
  return new DynamoKeySet({ send: () => Promise.resolve({ Item: item }) } as unknown as DynamoDBClient, 'table');
}

beforeEach(() => {
  lines.splice(0);
});

describe('the key set that is served', () => {
  it('holds the keys that valid tokens may be signed with, and nothing else of them', async () => {
    const secret = { ...published('signs'), d: 'private' };
    const { statusCode, body } = await answer(surroundings(() => Promise.resolve({ keys: [secret, published('last', NOW + 1), published('gone', NOW)] })));
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual({ keys: [published('signs'), published('last')] });
  });

  it('may be kept for a minute, by everybody (IDN-10)', async () => {
    const { headers } = await answer(surroundings(() => Promise.resolve(NOTHING_PUBLISHED)));
    expect(headers).toEqual({
      'Content-Type': 'application/jwk-set+json',
      'Cache-Control': 'public, max-age=60',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  it('is empty before anything is published', async () => {
    const { keySet, ...rest } = surroundings(() => Promise.resolve(NOTHING_PUBLISHED));
    expect(keySet).toBeDefined();
    expect(JSON.parse((await answer({ keySet: tableOf(undefined), ...rest })).body)).toEqual({ keys: [] });
  });

  it('is unavailable while the table is down, which nobody keeps, and tells nobody why', async () => {
    const down = Object.assign(new Error('what the service said'), { name: 'InternalServerError', $metadata: { httpStatusCode: 500 } });
    const { statusCode, headers, body } = await answer(surroundings(() => Promise.reject(new DependencyFailedError('dynamodb:GetItem', down))));
    expect([statusCode, headers['Content-Type'], headers['Cache-Control']]).toEqual([503, 'application/problem+json', 'no-store']);
    expect(JSON.parse(body)).toMatchObject({ status: 503, title: 'Service Unavailable' });
    expect(body).not.toMatch(/dynamodb|Internal|said/);
    expect(lines).toEqual([expect.objectContaining({ error: 'DependencyFailedError' })]);
  });

  it.each([
    ['no document', {}],
    ['no JSON', { document: { S: '{' } }],
    ['no keys', { document: { S: '{}' } }],
    ['keys that are no list', { document: { S: '{"keys":1}' } }],
    ['nothing', { document: { S: 'null' } }],
  ])('is refused when the table holds %s', async (_, item) => {
    const { clock, log } = surroundings(() => Promise.resolve(NOTHING_PUBLISHED));
    expect(await refusalOf(answer({ keySet: tableOf({ edition: { N: '1' }, ...item }), clock, log }))).toMatchObject({
      name: 'MalformedKeySetError',
      code: 'malformed-key-set',
    });
  });
});
