import { randomUUID } from 'node:crypto';
import { actorOf } from '../../../../lambdas/shared/authorization/actor';
import { createDocument } from '../../../../lambdas/application/documents/create-document';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { DocumentsWorld, WANTED } from './documents-world';

let database: TestDatabase;
let world: DocumentsWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  world = await DocumentsWorld.on(database);
});

afterAll(() => database.drop());

const of = (document: string, version?: number, more: object = {}) => ({
  params: { document },
  ...(version === undefined ? {} : { headers: { 'If-Match': `"${String(version)}"` } }),
  ...more,
});

describe('a document', () => {
  it('is made in a tenant that the database has never seen, and read by its creator', async () => {
    const member = world.person('MEMBER');
    const made = await world.call(member, 'POST /documents', { body: WANTED });
    const id = String(made.json.document_id);
    expect(made).toMatchObject({ statusCode: 201, json: { document_id: id, version: 1 }, headers: { Location: `/documents/${id}`, ETag: '"1"' } });
    const read = await world.call(member, 'GET /documents/{document}', of(id));
    expect(read).toMatchObject({ statusCode: 200, headers: { ETag: '"1"' } });
    expect(read.json).toEqual({
      ...WANTED,
      document_id: id,
      creator: `account/${member.account}`,
      version: 1,
      created_at: expect.stringMatching(/^20.*Z$/) as string,
    });
  });

  it('is made in the tenant that it is sealed for, also when the entry into that one ends meanwhile', async () => {
    const { clock, advance } = world.keys.time;
    const entered = { tenant: randomUUID(), expiresAt: Math.floor(clock() / 1000) + 1 };
    const guest = { ...world.person('SUPER_ADMIN'), entered };
    const { cipher } = world.parts;
    const seal: typeof cipher.seal = async (...asked) => {
      const sealed = await cipher.seal(...asked);
      advance(2);
      return sealed;
    };
    const request = { params: {}, query: {}, headers: {}, cookies: {}, body: WANTED, address: '192.0.2.7', userAgent: 'test', correlationId: randomUUID() };
    const parts = { ...world.parts, cipher: { open: cipher.open.bind(cipher), seal } };
    const { document_id: id } = (await createDocument(parts, actorOf({ principal: guest }, clock), request)).body as { document_id: string };
    const superuser = await database.connectAsSuperuser();
    expect((await superuser.query('SELECT tenant_id::text FROM app.documents WHERE id = $1', [id])).rows).toEqual([{ tenant_id: entered.tenant }]);
    expect(world.events.map(({ action, tenantId }) => [action, tenantId])).toEqual([['document.created', entered.tenant]]);
  });

  it('isn’t touched at home by who was in another tenant until a moment ago, on any route', async () => {
    const admin = world.person('SUPER_ADMIN');
    const id = await world.create(admin);
    const guest = { ...admin, entered: { tenant: randomUUID(), expiresAt: Math.floor(world.keys.time.clock() / 1000) } };
    const events = world.events.length;
    const calls = [
      ['POST /documents', { body: WANTED }],
      ['GET /documents', {}],
      ['GET /documents/export', {}],
      ['GET /documents/{document}', of(id)],
      ['PATCH /documents/{document}', of(id, 1, { body: { title: 'Ours' } })],
      ['DELETE /documents/{document}', of(id, 1)],
    ] as const;
    for (const [route, sent] of calls)
      expect([route, await world.call(guest, route, sent)]).toMatchObject([route, { statusCode: 403, json: { code: 'tenant-entry-ended' } }]);
    expect(world.events).toHaveLength(events);
    expect(await world.call(admin, 'GET /documents/{document}', of(id))).toMatchObject({ statusCode: 200, json: { version: 1, title: WANTED.title } });
  });

  it('holds body and contact sealed in the database', async () => {
    const id = await world.create(world.person('MEMBER'));
    const superuser = await database.connectAsSuperuser();
    const { rows } = await superuser.query('SELECT documents::text AS row FROM app.documents WHERE id = $1', [id]);
    const { row } = rows[0] as { row: string };
    for (const text of [WANTED.body, WANTED.contact_email]) {
      expect(row).not.toContain(text);
      expect(row).not.toContain(Buffer.from(text).toString('hex'));
    }
  });

  it("answers 404 alike when it is another tenant's, another member's, or nowhere, and each is in the trail", async () => {
    const owner = world.person('MEMBER');
    const id = await world.create(owner);
    world.events.length = 0;
    const strangers = [world.person('OWNER'), world.person('MEMBER', owner.tenant), world.person('nobody', owner.tenant)];
    const answers = [];
    for (const stranger of strangers)
      for (const document of [id, randomUUID()])
        for (const route of [
          'GET /documents/{document}',
          'PATCH /documents/{document}',
          'DELETE /documents/{document}',
          'GET /documents/{document}/attachment',
        ])
          answers.push(
            await world.call(stranger, route, {
              params: { document },
              headers: { 'If-Match': '"1"', Accept: 'application/octet-stream', 'X-Request-ID': '8f14e45f-ceea-467f-a0e6-8d1d3d2f1a11' },
              ...(route.startsWith('PATCH') ? { body: { title: 'Mine' } } : {}),
            }),
          );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]).toMatchObject({ statusCode: 404, json: { code: 'unknown-document' } });
    expect(world.events.map(({ action, result }) => `${action} ${result}`)).toEqual(answers.map(() => 'access.denied failure'));
  });

  it('answers 404 for an ID that is none, and 401 to nobody', async () => {
    for (const document of ['1', 'x'.repeat(36), '00000000-0000-0000-0000-00000000000G'])
      expect((await world.call(world.person('OWNER'), 'GET /documents/{document}', of(document))).statusCode).toBe(404);
    expect((await world.call(undefined, 'GET /documents')).statusCode).toBe(401);
  });

  it('is changed in what is sent alone, by who read it as it is', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    const changed = await world.call(member, 'PATCH /documents/{document}', of(id, 1, { body: { title: 'Plan B' } }));
    expect(changed).toMatchObject({ statusCode: 200, json: { document_id: id, version: 2 }, headers: { ETag: '"2"' } });
    expect((await world.call(member, 'GET /documents/{document}', of(id))).json).toMatchObject({ ...WANTED, title: 'Plan B', version: 2 });
  });

  it('is not changed without If-Match (428), by an old one, a list of others or a weak one (412)', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    const change = (ifMatch: string | undefined) =>
      world.call(member, 'PATCH /documents/{document}', { params: { document: id }, headers: { 'If-Match': ifMatch }, body: { title: 'Lost' } });
    expect(await change(undefined)).toMatchObject({ statusCode: 428, json: { code: 'precondition-required' } });
    for (const ifMatch of ['"2"', '"2", "3"', '*, "2"', 'W/"1"', '1', '"01"', '"0"', ''])
      expect(await change(ifMatch)).toMatchObject({ statusCode: 412, json: { code: 'stale-version' } });
    expect((await world.call(member, 'GET /documents/{document}', of(id))).json).toMatchObject({ title: 'Plan', version: 1 });
  });

  it('is changed by a list that holds its version, or whatever it is by an asterisk, and the trail has which it was', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    for (const [version, ifMatch] of ['"1", "2"', '*', '"9","3"'].entries()) {
      const changed = await world.call(member, 'PATCH /documents/{document}', {
        params: { document: id },
        headers: { 'If-Match': ifMatch },
        body: { title: 'T' },
      });
      expect(changed).toMatchObject({ statusCode: 200, json: { version: version + 2 }, headers: { ETag: `"${String(version + 2)}"` } });
    }
    const told = world.events.filter(({ action }) => action === 'document.updated');
    expect(told.map(({ details }) => details.version)).toEqual([1, 2, 3]);
    expect((await world.call(member, 'DELETE /documents/{document}', { params: { document: randomUUID() }, headers: { 'If-Match': '*' } })).statusCode).toBe(
      404,
    );
  });

  it('isn’t sent again to who has it, and asked for by who may not read it is as if it weren’t there', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    const read = (reader: typeof member, known: string, document = id) =>
      world.call(reader, 'GET /documents/{document}', { params: { document }, headers: { 'If-None-Match': known } });
    const same = await read(member, '"1"');
    expect(same).toMatchObject({ statusCode: 304, body: '', headers: { ETag: '"1"', 'Cache-Control': 'no-store' } });
    expect(same.headers['Content-Type']).toBeUndefined();
    expect((await read(member, '"2"')).json).toMatchObject(WANTED);
    for (const [reader, document] of [[world.person('MEMBER', member.tenant), id] as const, [member, randomUUID()] as const])
      expect((await read(reader, '*', document)).statusCode).toBe(404);
    await world.call(member, 'PATCH /documents/{document}', of(id, 1, { body: { title: 'New' } }));
    expect((await read(member, '"1"')).json).toMatchObject({ title: 'New', version: 2 });
  });

  it('is changed by one of many who change it at once, and the others are told', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => world.call(member, 'PATCH /documents/{document}', of(id, 1, { body: { title: `Plan ${String(index)}` } }))),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 412, 412, 412, 412, 412, 412, 412]);
    expect((await world.call(member, 'GET /documents/{document}', of(id))).json.version).toBe(2);
  });

  it('is read by a key that may read all, and changed by none but its creator and who manages the tenant (403)', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    const key = world.key(['documents:read', 'read:all', 'documents:update'], member.tenant);
    expect((await world.call(key, 'GET /documents/{document}', of(id))).statusCode).toBe(200);
    expect(await world.call(key, 'PATCH /documents/{document}', of(id, 1, { body: { title: 'Mine' } }))).toMatchObject({
      statusCode: 403,
      json: { code: 'not-allowed' },
    });
    const admin = world.person('ADMIN', member.tenant);
    expect((await world.call(admin, 'PATCH /documents/{document}', of(id, 1, { body: { title: 'Ours' } }))).statusCode).toBe(200);
  });

  it('of a key is its own: it reads and changes it, and no other member does', async () => {
    const member = world.person('MEMBER');
    const key = world.key(['documents:create', 'documents:read', 'documents:update'], member.tenant);
    const id = await world.create(key);
    expect((await world.call(key, 'GET /documents/{document}', of(id))).json).toMatchObject({ creator: `api-key/${key.key}` });
    expect((await world.call(key, 'PATCH /documents/{document}', of(id, 1, { body: { title: 'New' } }))).statusCode).toBe(200);
    expect((await world.call(member, 'GET /documents/{document}', of(id))).statusCode).toBe(404);
  });

  it('is deleted with its file by who manages the tenant, and by nobody when device, place or risk are unknown', async () => {
    const member = world.person('MEMBER');
    const admin = world.person('ADMIN', member.tenant);
    const id = await world.create(member);
    await world.call(member, 'PUT /documents/{document}/attachment', of(id, 1, { body: { content: Buffer.from('A text').toString('base64') } }));
    const { now, minute } = world.circumstances;
    const calm = world.circumstances;
    world.circumstances = { now, minute };
    expect((await world.call(admin, 'DELETE /documents/{document}', of(id, 2))).statusCode).toBe(403);
    world.circumstances = calm;
    expect((await world.call(member, 'DELETE /documents/{document}', of(id, 2))).statusCode).toBe(403);
    expect((await world.call(admin, 'DELETE /documents/{document}', of(id, 1))).statusCode).toBe(412);
    expect((await world.call(admin, 'DELETE /documents/{document}', of(id))).statusCode).toBe(428);
    expect(await world.call(admin, 'DELETE /documents/{document}', of(id, 2))).toMatchObject({ statusCode: 204, body: '' });
    expect((await world.call(member, 'GET /documents/{document}', of(id))).statusCode).toBe(404);
    const superuser = await database.connectAsSuperuser();
    expect((await superuser.query('SELECT FROM app.attachments WHERE document_id = $1', [id])).rowCount).toBe(0);
  });
});

/** What PostgreSQL takes for no time, whether JavaScript does or not. */
const NO_TIMES = [
  ...['now()', '2026-99-99 00:00:00', '2026-02-30 00:00:00', '2026-02-29 00:00:00', '2026-04-31 00:00:00', '0000-01-01 00:00:00'],
  ...['2026-01-00 00:00:00', '2026-01-01 24:00:01', '2026-01-01 00:60:00', '2026-01-01 00:00:60'],
];

describe('a list', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const titles = ({ json }: { json: Readonly<Record<string, unknown>> }) => (json.documents as { title: string }[]).map(({ title }) => title);

  it('has what its reader may read, page by page, each once, in the order in which they were made', async () => {
    const [ann, bob] = [world.person('MEMBER')].flatMap((one) => [one, world.person('MEMBER', one.tenant)]);
    for (let index = 0; index < 5; index++)
      for (const [who, name] of [
        [ann, 'Ann'],
        [bob, 'Bob'],
      ] as const)
        await world.create(who!, { ...WANTED, title: `${name} ${String(index)}` });
    await world.create(world.person('OWNER'), { ...WANTED, title: 'Of another tenant' });
    const all = async (principal: NonNullable<typeof ann>, limit: string): Promise<string[]> => {
      const found: string[] = [];
      let query: Record<string, string> = { limit };
      for (;;) {
        const page = await world.call(principal, 'GET /documents', { query });
        found.push(...titles(page));
        if (page.json.next_cursor === null) return found;
        query = { limit, cursor: page.json.next_cursor as string };
      }
    };
    const own = Array.from({ length: 5 }, (_, index) => `Ann ${String(index)}`);
    expect(await all(ann!, '2')).toEqual(own);
    expect(await all(ann!, '5')).toEqual(own);
    const everybodys = Array.from({ length: 5 }, (_, index) => [`Ann ${String(index)}`, `Bob ${String(index)}`]).flat();
    expect(await all(world.person('ADMIN', ann!.tenant), '3')).toEqual(everybodys);
    expect(await all(world.person('nobody', ann!.tenant), '3')).toEqual([]);
  });

  it('shows nothing that is sealed', async () => {
    const member = world.person('MEMBER');
    await world.create(member);
    const { body } = await world.call(member, 'GET /documents');
    expect(body).not.toContain('Line one');
    expect(body).not.toContain('example.com');
  });

  it('refuses a limit or cursor that is none', async () => {
    const admin = world.person('ADMIN');
    const limits = ['0', '101', '-1', '1e1', 'x', ''].map((limit) => ({ limit }));
    const cursors = [
      ...['', 'x', cursor({}), cursor({ createdAt: '2026-01-01 00:00:00', id: "' OR true --" })].map((one) => ({ cursor: one })),
      ...NO_TIMES.map((createdAt) => ({ cursor: cursor({ createdAt, id: randomUUID() }) })),
    ];
    for (const [code, queries] of [['invalid-limit', limits] as const, ['malformed-request', cursors] as const])
      for (const query of queries)
        for (const route of ['GET /documents', 'GET /documents/export'])
          expect([query, await world.call(admin, route, { query })]).toMatchObject([query, { statusCode: 400, json: { code } }]);
  });

  it('goes on after any time that there is', async () => {
    const admin = world.person('ADMIN');
    for (const createdAt of ['0001-01-01 00:00:00', '2024-02-29 23:59:59.999999', '9999-12-31 00:00:00.1'])
      expect(await world.call(admin, 'GET /documents', { query: { cursor: cursor({ createdAt, id: randomUUID() }) } })).toMatchObject({ statusCode: 200 });
  });

  it("shows no more to a reader who has another's cursor", async () => {
    const member = world.person('MEMBER');
    await world.create(member);
    await world.create(member);
    const { json } = await world.call(member, 'GET /documents', { query: { limit: '1' } });
    const other = world.person('MEMBER', member.tenant);
    expect(titles(await world.call(other, 'GET /documents', { query: { cursor: String(json.next_cursor) } }))).toEqual([]);
  });
});

describe('an export', () => {
  it('is JSON Lines to be saved, page by page, and in the trail', async () => {
    const admin = world.person('ADMIN');
    for (let index = 0; index < 5; index++) await world.create(admin, { ...WANTED, title: `T${String(index)}` });
    const first = await world.call(admin, 'GET /documents/export', { query: { limit: '2' } });
    expect(first.headers).toMatchObject({ 'Content-Type': 'application/x-ndjson', 'Content-Disposition': 'attachment; filename="documents.jsonl"' });
    const link = /^<(.+)>; rel="next"$/.exec(first.headers.Link ?? '')?.[1] ?? '';
    const next = Object.fromEntries(new URL(link, 'https://api.example.com').searchParams);
    expect(next).toEqual({ limit: '2', cursor: expect.any(String) as string });
    const second = await world.call(admin, 'GET /documents/export', { query: next });
    const lines = [first, second].flatMap(({ body }) =>
      body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { title: string; body: string }),
    );
    expect(lines.map(({ title, body }) => `${title} ${body}`)).toEqual(['T0', 'T1', 'T2', 'T3'].map((title) => `${title} ${WANTED.body}`));
    const told = world.events.filter(({ action }) => action === 'data.exported');
    expect(told.map(({ details }) => details.documents)).toEqual([2, 2]);
    expect(JSON.stringify(told)).not.toContain(WANTED.contact_email);
  });

  it('is refused to a member, a key, in unknown circumstances, and to who proved themselves more than five minutes ago', async () => {
    const admin = world.person('ADMIN');
    const key = world.key(['data:export', 'documents:read', 'read:all'], admin.tenant);
    for (const principal of [world.person('MEMBER', admin.tenant), key])
      expect(await world.call(principal, 'GET /documents/export')).toMatchObject({ statusCode: 403, json: { code: 'not-allowed' } });
    const { now, minute } = world.circumstances;
    world.circumstances = { now, minute };
    expect((await world.call(admin, 'GET /documents/export')).statusCode).toBe(403);
    world.circumstances = { ...world.circumstances, device: 'known', location: 'DE', risk: 5 };
    world.keys.time.advance(300);
    expect((await world.call(admin, 'GET /documents/export')).statusCode).toBe(200);
    world.keys.time.advance(1);
    expect(await world.call(admin, 'GET /documents/export')).toMatchObject({ statusCode: 403, json: { code: 'step-up-required' } });
    expect(world.events.filter(({ action }) => action === 'access.denied')).toHaveLength(3);
  });

  it('says of each document which file it has and where, by the path that gives it', async () => {
    const admin = world.person('ADMIN');
    const [id] = [await world.create(admin), await world.create(admin)];
    await world.call(admin, 'PUT /documents/{document}/attachment', of(id, 1, { body: { content: Buffer.from('A text').toString('base64') } }));
    const { body } = await world.call(admin, 'GET /documents/export');
    const [first, second] = body.split('\n').map((line) => (line === '' ? {} : (JSON.parse(line) as Record<string, unknown>)));
    expect(first).toMatchObject({ document_id: id, attachment: 'text/plain', attachment_path: `/documents/${id}/attachment` });
    expect(second).not.toHaveProperty('attachment_path');
    const headers = { Accept: 'application/octet-stream' };
    expect((await world.call(admin, 'GET /documents/{document}/attachment', of(id, undefined, { headers }))).statusCode).toBe(200);
  });

  it("doesn't leave while the trail can't be written", async () => {
    const admin = world.person('ADMIN');
    await world.create(admin);
    world.outboxFails = new DependencyFailedError('dynamodb:PutItem', new Error('down'));
    expect(await world.call(admin, 'GET /documents/export')).toMatchObject({ statusCode: 503, json: { code: 'unavailable' } });
  });
});

describe('audit events', () => {
  it('of each change are in the trail, with who and what, and nothing personal', async () => {
    const admin = world.person('ADMIN');
    const id = await world.create(admin);
    await world.call(admin, 'PATCH /documents/{document}', of(id, 1, { body: { title: 'New' } }));
    await world.call(admin, 'PUT /documents/{document}/attachment', of(id, 2, { body: { content: Buffer.from('A text').toString('base64') } }));
    await world.call(admin, 'DELETE /documents/{document}', of(id, 3));
    const actions = ['document.created', 'document.updated', 'document.attached', 'document.deleted'];
    const about = { resource: `document/${id}`, userId: admin.account, tenantId: admin.tenant, result: 'success' };
    expect(world.events).toMatchObject(actions.map((action) => ({ action, ...about })));
    expect(JSON.stringify(world.events)).not.toMatch(/Plan|example\.com|192\.0\.2/);
  });

  it('are written with the change or not at all: none for a change that was refused', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    world.events.length = 0;
    await world.call(member, 'PATCH /documents/{document}', of(id, 7, { body: { title: 'Lost' } }));
    expect(world.events).toEqual([]);
    expect(await waiting(member.tenant)).toBe(0);
  });

  it('wait in the database while the trail is down, and are moved by the next write, each once', async () => {
    const member = world.person('MEMBER');
    world.outboxFails = new DependencyFailedError('dynamodb:PutItem', new Error('down'));
    const id = await world.create(member);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect([world.events.length, await waiting(member.tenant)]).toEqual([0, 1]);
    expect(world.lines).toContainEqual({ waiting: 'audit events', error: expect.stringContaining('dynamodb:PutItem') as string });
    world.outboxFails = undefined;
    const second = await world.create(member);
    expect(world.events.map(({ resource }) => resource)).toEqual([`document/${id}`, `document/${second}`]);
    expect(await waiting(member.tenant)).toBe(0);
  });

  async function waiting(tenant: string): Promise<number> {
    const superuser = await database.connectAsSuperuser();
    return (await superuser.query('SELECT FROM app.outbox WHERE tenant_id = $1', [tenant])).rowCount ?? 0;
  }
});
