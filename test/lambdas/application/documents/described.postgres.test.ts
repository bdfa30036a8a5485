import { randomUUID } from 'node:crypto';
import { documentRoutes } from '../../../../lambdas/application/documents/document-routes';
import type { Person } from '../../../../lambdas/shared/http/request';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { DatabaseFailedError } from '../../../../lambdas/shared/database/errors';
import { describedAs, wholeRoutesOf } from '../../../support/described';
import { PDF } from '../../../support/files';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { DocumentsWorld, WANTED, type Answered } from './documents-world';

let database: TestDatabase;
let world: DocumentsWorld;
let admin: Person;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  world = await DocumentsWorld.on(database);
  admin = world.person('ADMIN');
});

afterAll(() => database.drop());

type Sent = NonNullable<Parameters<DocumentsWorld['call']>[2]>;

const FILE = { content: PDF.toString('base64') };
const READ = 'GET /documents/{document}';
const CHANGE = 'PATCH /documents/{document}';
const DELETE = 'DELETE /documents/{document}';
const FETCH = 'GET /documents/{document}/attachment';
const ATTACH = 'PUT /documents/{document}/attachment';
const MAKE = 'POST /documents';
const BODIES: Readonly<Record<string, object>> = { [CHANGE]: { title: 'Another' }, [ATTACH]: FILE, [MAKE]: WANTED };
const TOO_LONG: Readonly<Record<string, object>> = {
  [MAKE]: { ...WANTED, body: 'x'.repeat(50_000) },
  [CHANGE]: { body: 'x'.repeat(50_000) },
  [ATTACH]: { content: 'AAAA'.repeat(100_000) },
};
const as = (version: string | undefined): Sent => (version === undefined ? {} : { headers: { 'If-Match': version } });

/** Sends what a route admits, of the admin's own document, with what is changed about it. */
async function send(route: string, changed: Sent = {}, document?: string): Promise<Answered> {
  const id = document ?? (await world.create(admin));
  const body = BODIES[route];
  const usual: Sent = { params: route.includes('{') ? { document: id } : {}, ...(body === undefined ? {} : { body }) };
  return world.call(admin, route, { ...usual, headers: { Accept: 'application/octet-stream', 'If-Match': '"1"' }, ...changed });
}

/** Others change the same document in each transaction, and are always faster. */
async function contended(route: string): Promise<Answered> {
  const id = await world.create(admin);
  const superuser = await database.connectAsSuperuser();
  world.meanwhile = () => superuser.query('UPDATE app.documents SET version = version WHERE id = $1', [id]);
  return send(route, {}, id);
}

/** Each refusal that a contract names, and how a caller comes by it. */
const REFUSED: Readonly<Record<string, () => Promise<Answered>>> = {
  [`${MAKE} 409`]: async () => {
    const superuser = await database.connectAsSuperuser();
    await superuser.query('BEGIN');
    const [caller, key] = [`account/${admin.account}`, randomUUID()];
    await superuser.query("SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2 || ' ' || $3, 0))", [admin.tenant, caller, key]);
    const answer = await send(MAKE, { headers: { 'Idempotency-Key': key } });
    await superuser.query('ROLLBACK');
    return answer;
  },
  [`${MAKE} 422`]: () => send(MAKE, { body: { ...WANTED, title: '---' } }),
  [`${CHANGE} 422`]: () => send(CHANGE, { body: {} }),
  [`${ATTACH} 422`]: () => send(ATTACH, { body: { content: Buffer.from('<html><script>').toString('base64') } }),
  [`${FETCH} 406`]: () => send(FETCH, { headers: { Accept: 'text/html' } }),
  ...Object.fromEntries([READ, CHANGE, DELETE, FETCH, ATTACH].map((route) => [`${route} 404`, () => send(route, {}, randomUUID())])),
  ...Object.fromEntries([CHANGE, DELETE, ATTACH].map((route) => [`${route} 409`, () => contended(route)])),
  ...Object.fromEntries([CHANGE, DELETE, ATTACH].map((route) => [`${route} 412`, () => send(route, as('"2"'))])),
  ...Object.fromEntries([CHANGE, DELETE, ATTACH].map((route) => [`${route} 428`, () => send(route, { headers: {} })])),
};

const ROUTES = wholeRoutesOf('documents').map((contract) => ({ ...contract, route: `${contract.method} ${contract.path}` }));

describe('what the contract says of documents', () => {
  it('is said of each route, and each refusal of it is met here', () => {
    expect(ROUTES).toHaveLength(8);
    const named = ROUTES.flatMap(({ route, refuses = [] }) => refuses.map((status) => `${route} ${String(status)}`));
    expect(Object.keys(REFUSED).toSorted()).toEqual(named.toSorted());
  });

  it.each(Object.keys(REFUSED))('is so: %s', async (name) => {
    expect((await REFUSED[name]!()).statusCode).toBe(Number(name.split(' ').at(-1)));
  });

  it.each(ROUTES)('holds of every route and every body: $route', async ({ route, model }) => {
    const document = await world.create(admin);
    const statusOf = async (changed: Sent) => (await send(route, changed, document)).statusCode;
    expect(await statusOf({ body: model === undefined ? { any: 1 } : { unknown: 1 } })).toBe(400);
    expect((await world.call(undefined, route, { params: { document }, ...(model === undefined ? {} : { body: BODIES[route] }) })).statusCode).toBe(401);
    if (!route.startsWith('GET')) expect(await statusOf({ headers: { Origin: 'https://evil.example', 'If-Match': '"1"' } })).toBe(403);
    if (model !== undefined) {
      expect(await statusOf({ body: TOO_LONG[route] })).toBe(413);
      expect(await statusOf({ headers: { 'Content-Type': 'text/plain', 'If-Match': '"1"' } })).toBe(415);
    }
    world.meanwhile = () => Promise.reject(new Error('a defect'));
    expect(await statusOf({})).toBe(500);
    world.meanwhile = () => Promise.reject(new DatabaseFailedError('57P01', true));
    expect(await statusOf({})).toBe(503);
  });

  it.each(ROUTES)('is limited and fails as every route: $route', async ({ route }) => {
    const limited = { take: () => Promise.resolve({ allowed: false, remaining: 0, retryAfterSeconds: 7 }) };
    const { log, clock } = world.parts;
    const handler = createHandler({ service: 'documents', origins: ORIGINS, routes: documentRoutes(world.parts), tiers: limited, log, clock });
    expect(await handler(gatewayEvent({ route, principal: admin }))).toMatchObject({ statusCode: 429, headers: { 'Retry-After': '7' } });
    expect(describedAs(route)?.responses).toHaveProperty('429');
  });

  it.each(ROUTES.filter(({ headers = {} }) => Object.values(headers).includes('required')))(
    'demands the header that it requires: $route',
    async ({ route }) => {
      expect(await send(route, { headers: {} })).toMatchObject({ statusCode: 428 });
      expect((await send(route)).statusCode).toBeLessThan(300);
    },
  );

  it('reads each parameter of the query that it names, within its bounds', async () => {
    for (let count = 0; count < 2; count += 1) await world.create(admin);
    for (const { route, query = [] } of ROUTES.filter((one) => one.query !== undefined)) {
      const parameters = describedAs(route)?.parameters ?? [];
      expect(query).toEqual(['limit', 'cursor']);
      const { minimum = NaN, maximum = NaN } = parameters.find(({ name }) => name === 'limit')?.schema ?? {};
      const statusOf = async (sent: Readonly<Record<string, string>>) => (await world.call(admin, route, { query: sent })).statusCode;
      for (const limit of [minimum, maximum]) expect(await statusOf({ limit: String(limit) })).toBe(200);
      for (const limit of [minimum - 1, maximum + 1, 1.5]) expect(await statusOf({ limit: String(limit) })).toBe(400);
      expect(await statusOf({ cursor: 'none of ours' })).toBe(400);
    }
  });

  it('answers each header that it names', async () => {
    const key = randomUUID();
    const make = () => world.call(admin, MAKE, { body: WANTED, headers: { 'Idempotency-Key': key } });
    const first = await make();
    const document = String(first.json.document_id);
    const by = (route: string, sent: Sent = {}) => world.call(admin, route, { params: { document }, ...sent });
    await world.create(admin);
    const answers = [
      [MAKE, [first, await make()]],
      [READ, [await by(READ)]],
      [CHANGE, [await by(CHANGE, { ...as('"1"'), body: { title: 'Another' } })]],
      [ATTACH, [await by(ATTACH, { ...as('"2"'), body: FILE })]],
      [FETCH, [await by(FETCH, { headers: { Accept: 'application/octet-stream' } })]],
      ['GET /documents/export', [await world.call(admin, 'GET /documents/export', { query: { limit: '1' } })]],
    ] as const;
    expect(answers.map(([route]) => route).toSorted()).toEqual(ROUTES.flatMap(({ route, answers: named }) => (named === undefined ? [] : [route])).toSorted());
    for (const [route, given] of answers) {
      const names = new Set(given.flatMap(({ headers }) => Object.keys(headers)));
      for (const name of ROUTES.find((one) => one.route === route)?.answers ?? []) expect([route, name, names.has(name)]).toEqual([route, name, true]);
    }
  });
});
