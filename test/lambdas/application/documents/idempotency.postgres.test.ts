import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { proves } from '../../../support/proves';
import type { Principal } from '../../../../lambdas/shared/http/request';
import { DocumentsWorld, WANTED, type Answered } from './documents-world';

let database: TestDatabase;
let world: DocumentsWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await DocumentsWorld.on(database);
});

afterAll(() => database.drop());

const send = (principal: Principal, key: string, body: object = WANTED): Promise<Answered> =>
  world.call(principal, 'POST /documents', { body, headers: { 'Idempotency-Key': key } });

async function countOf(principal: Principal): Promise<number> {
  return ((await world.call(principal, 'GET /documents', { query: { limit: '100' } })).json.documents as unknown[]).length;
}

describe('a write with an Idempotency-Key', () => {
  proves(
    { control: 'AVL-4', part: 'idempotency', evidence: 'real-server' },
    'a write that is sent again takes effect once, is answered as the first time, and is in the trail once',
    async () => {
      const [member, key] = [world.person('MEMBER'), randomUUID()];
      world.events.length = 0;
      const first = await send(member, key);
      const again = await send(member, key);
      expect(first).toMatchObject({ statusCode: 201 });
      expect(first.headers['Idempotency-Replayed']).toBeUndefined();
      expect(again).toMatchObject({
        statusCode: 201,
        body: first.body,
        headers: { 'Idempotency-Replayed': 'true', ETag: '"1"', Location: first.headers.Location },
      });
      expect([await countOf(member), world.events.map(({ action }) => action)]).toEqual([1, ['document.created']]);
    },
  );

  proves(
    { control: 'AVL-4', part: 'idempotency', evidence: 'real-server' },
    'twenty that are sent at once with one key make one document: each other is the first answer again, or told to come back',
    async () => {
      const [member, key] = [world.person('MEMBER'), randomUUID()];
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(member, key)));
      const first = answers.find(({ statusCode, headers }) => statusCode === 201 && headers['Idempotency-Replayed'] === undefined);
      for (const answer of answers) {
        if (answer.statusCode === 201) expect(answer.body).toBe(first?.body);
        else expect(answer).toMatchObject({ statusCode: 409, headers: { 'Retry-After': '1' } });
      }
      expect(await countOf(member)).toBe(1);
      expect((await send(member, key)).body).toBe(first?.body);
    },
  );

  it('is told to come back while the first one is being answered', async () => {
    const [member, key] = [world.person('MEMBER'), randomUUID()];
    const superuser = await database.connectAsSuperuser();
    await superuser.query('BEGIN');
    const caller = `account/${member.account}`;
    await superuser.query("SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2 || ' ' || $3, 0))", [member.tenant, caller, key]);
    expect(await send(member, key)).toMatchObject({ statusCode: 409, json: { code: 'idempotency-key-in-use' }, headers: { 'Retry-After': '1' } });
    expect(await countOf(member)).toBe(0);
    await superuser.query('ROLLBACK');
    expect((await send(member, key)).statusCode).toBe(201);
  });

  it('is refused with another body, and made with another key, by another caller and in another tenant', async () => {
    const [member, key] = [world.person('MEMBER'), randomUUID()];
    const { body } = await send(member, key);
    expect(await send(member, key, { ...WANTED, title: 'Another' })).toMatchObject({ statusCode: 422, json: { code: 'idempotency-key-reused' } });
    const others = [
      await send(member, randomUUID()),
      await send(world.person('MEMBER', member.tenant), key),
      await send(world.person('MEMBER'), key),
      await world.call(member, 'POST /documents', { body: WANTED }),
    ];
    expect(new Set([body, ...others.map((answer) => answer.body)]).size).toBe(5);
  });

  it('that failed is not remembered: it may be corrected under its key', async () => {
    const [member, key] = [world.person('MEMBER'), randomUUID()];
    expect((await send(member, key, { ...WANTED, title: '---' })).statusCode).toBe(422);
    expect((await send(member, key)).statusCode).toBe(201);
  });

  it('is remembered for 24 hours, and what is older is deleted', async () => {
    const [member, key] = [world.person('MEMBER'), randomUUID()];
    const first = await send(member, key);
    const superuser = await database.connectAsSuperuser();
    const age = (hours: string) =>
      superuser.query('UPDATE app.idempotency_keys SET created_at = now() - $1::interval WHERE tenant_id = $2', [hours, member.tenant]);
    await age('23 hours 59 minutes');
    expect((await send(member, key)).body).toBe(first.body);
    await age('24 hours');
    expect((await send(member, key)).body).not.toBe(first.body);
    const { rowCount } = await superuser.query('SELECT FROM app.idempotency_keys WHERE tenant_id = $1', [member.tenant]);
    expect(rowCount).toBe(1);
  });

  it('has the same key in quotes, as a structured field, and without', async () => {
    const [member, key] = [world.person('MEMBER'), randomUUID()];
    const first = await send(member, `"${key}"`);
    expect(first.statusCode).toBe(201);
    for (const again of [key, `"${key}"`]) expect(await send(member, again)).toMatchObject({ statusCode: 201, body: first.body });
    expect(await countOf(member)).toBe(1);
  });

  it.each([
    '',
    'short',
    `"${'x'.repeat(20)}`,
    `${'x'.repeat(20)}"`,
    `""${'x'.repeat(20)}""`,
    `'${'x'.repeat(20)}'`,
    `"${'x'.repeat(15)}"`,
    'x'.repeat(15),
    'x'.repeat(65),
    'with space and more',
    `${'x'.repeat(20)}'--`,
  ])('is refused with a key that is none: %j', async (key) => {
    expect(await send(world.person('MEMBER'), key)).toMatchObject({ statusCode: 400, json: { code: 'invalid-idempotency-key' } });
  });

  it('keeps nothing that is sealed in what it remembers', async () => {
    const member = world.person('MEMBER');
    await send(member, randomUUID());
    const superuser = await database.connectAsSuperuser();
    const { rows } = await superuser.query<{ reply: string }>('SELECT reply FROM app.idempotency_keys WHERE tenant_id = $1', [member.tenant]);
    expect(rows).toHaveLength(1);
    for (const text of Object.values(WANTED)) expect(rows[0]!.reply).not.toContain(text);
  });
});
