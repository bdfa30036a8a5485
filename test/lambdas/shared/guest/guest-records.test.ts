import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decideFor, type Decider } from '../../../../lambdas/shared/authorization/decide-for';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { guest, type GuestCall } from '../../../../lambdas/shared/guest/guest';
import type { GuestRecord } from '../../../../lambdas/shared/guest/guest-records';
import { guestRoutes } from '../../../../lambdas/shared/guest/guest-routes';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Person, Reply } from '../../../../lambdas/shared/http/request';
import { testAudit } from '../../../support/audit';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { somebody } from '../../../support/token-world';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const { clock } = manualClock();
const note = z.strictObject({ text: z.string().check(z.maxLength(20)) });
type Call<Body = undefined> = GuestCall<Body, z.infer<typeof note>>;

let store: MemoryRecordStore;
beforeEach(() => {
  store = new MemoryRecordStore(clock);
  made = (record) => record;
});

/** Its permissions are those of documents, which the policies know: VIEWER reads own ones and ADMIN all, MEMBER changes own ones. */
const notes = guest({
  name: 'documents',
  description: 'Keeps notes.',
  record: note,
  permissions: { 'documents:create': {}, 'documents:read': {}, 'documents:update': {}, 'documents:delete': {} },
  routes: (route) => ({
    'POST /notes': route('documents:create', note, async ({ request, records }: Call<z.infer<typeof note>>): Promise<Reply> => ({
      status: 201,
      body: await records.create(request.body),
    })),
    'PUT /notes': route('documents:create', note, async ({ request, records }: Call<z.infer<typeof note>>): Promise<Reply> => ({
      status: 201,
      body: [await records.create(request.body), await records.create(request.body)],
    })),
    'GET /notes': route('documents:read', undefined, async ({ request, records }: Call) => ({ status: 200, body: await records.list(request.query.after) })),
    'GET /notes/{note}': route('documents:read', undefined, async ({ request, records }: Call) => ({ status: 200, body: await records.find(idOf(request)) })),
    'PATCH /notes/{note}': route('documents:update', note, async ({ request, records }: Call<z.infer<typeof note>>) => ({
      status: 200,
      body: await records.replace(await records.find(idOf(request)), request.body),
    })),
    'PUT /notes/{note}': route('documents:update', note, async ({ request, records }: Call<z.infer<typeof note>>) => ({
      status: 200,
      body: await records.replace(made(await records.find(idOf(request))), request.body),
    })),
    'PATCH /notes': route('documents:read', undefined, ({ request, caller, tenant }: Call) =>
      Promise.resolve({ status: 200, body: { ...request, tenant, account: caller.kind === 'person' ? caller.account : 'none' } }),
    ),
    'DELETE /notes': route('documents:update', undefined, async ({ records }: Call) => {
      const { records: found } = await records.list();
      for (const one of found) await records.remove(made(one));
      return { status: 204 };
    }),
    'DELETE /notes/{note}': route('documents:delete', undefined, async ({ request, records }: Call) => {
      await records.remove(await records.find(idOf(request)));
      return { status: 204 };
    }),
  }),
});

/** What a test lets a handler give in the place of a record. */
let lent: GuestRecord<z.infer<typeof note>> | undefined;
let made = (record: GuestRecord<z.infer<typeof note>>): GuestRecord<z.infer<typeof note>> => record;

function idOf({ params }: { readonly params: Readonly<Record<string, string>> }): string {
  return params.note ?? '';
}

const CALM = { device: 'known', location: 'DE', risk: 0 } as const;
const member = somebody({ roles: ['MEMBER'], circumstances: CALM });
const neighbour = somebody({ account: '1c0f2a7e-2b0c-4a3e-9c55-3f1f6f0f0a09', roles: ['MEMBER'], circumstances: CALM });
const administrator = { ...neighbour, roles: ['ADMIN'] };
const stranger = { ...administrator, tenant: '6d0a3a52-6c7b-4a44-8a55-6f8ad0ff3309', roles: ['OWNER'] };

interface Asked {
  readonly note?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly key?: string;
}

/** Names that say who calls elsewhere, as proxies and frameworks write them. */
const CLAIMS = Object.fromEntries(
  [
    ...['X-User-ID', 'x-user-id', 'X_USER_ID', 'x-User-Id', 'X-Tenant-ID', 'X-Roles', 'X-Role', 'X-Account', 'X-Principal', 'User-Id', 'Remote-User'],
    ...['X-Forwarded-User', 'X-Forwarded-For', 'X-Forwarded-Email', 'X-Real-IP', 'Forwarded', 'X-Amzn-OIDC-Identity', 'X-Amzn-Authorizer', 'X-Viewer-Address'],
    ...['account', 'tenant', 'roles', 'principal', 'authorizer', 'constructor', '__proto__'],
  ].map((name) => [name, 'root']),
);

function handler(): ReturnType<typeof createHandler> {
  const audit = testAudit(clock, 'guest-notes');
  const decide: Decider = (...asked) => decideFor({ policySet: COMPILED_POLICIES.hash, clock }, ...asked);
  const routes = guestRoutes(notes, { store, audit, decide, sessionKeys: memoryKeyRing(), clock });
  return createHandler({ service: 'guest-notes', origins: ORIGINS, routes, tiers: UNLIMITED, log: () => undefined, clock });
}

async function ask(principal: Person | undefined, route: string, { note: id, body, query, key }: Asked = {}) {
  const params = id === undefined ? {} : { params: { note: id } };
  const answer = await handler()(
    gatewayEvent({
      route,
      ...params,
      ...(principal === undefined ? {} : { principal }),
      ...(body === undefined ? {} : { body }),
      ...(query === undefined ? {} : { query }),
      ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
    }),
  );
  return { status: answer.statusCode, headers: answer.headers, body: (answer.body === '' ? {} : JSON.parse(answer.body)) as Record<string, unknown> };
}

async function written(by = member): Promise<string> {
  return String((await ask(by, 'POST /notes', { body: { text: 'a note' } })).body.id);
}

const trail = () => store.events.map(({ action, result, resource }) => [action, result, resource]);

describe('the records of a guest', () => {
  it('are made, read, changed and removed, each change in one transaction with its event', async () => {
    const id = await written();
    expect(await ask(member, 'GET /notes/{note}', { note: id })).toMatchObject({ status: 200, body: { id, version: 1, value: { text: 'a note' } } });
    expect(await ask(member, 'PATCH /notes/{note}', { note: id, body: { text: 'another' } })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await ask(administrator, 'DELETE /notes/{note}', { note: id })).toMatchObject({ status: 204 });
    expect(await ask(member, 'GET /notes/{note}', { note: id })).toMatchObject({ status: 404 });
    expect(store.calls.commit).toBe(4);
    expect(trail()).toEqual([
      ['record.created', 'success', `documents/${id}`],
      ['record.updated', 'success', `documents/${id}`],
      ['record.deleted', 'success', `documents/${id}`],
      ['access.denied', 'failure', `documents/${id}`],
    ]);
    expect(store.events[0]).toMatchObject({ userId: member.account, tenantId: member.tenant, details: { permission: 'documents:create' } });
    const by = (policy: string) => ({ policy, policySet: COMPILED_POLICIES.hash, reason: 'permitted' });
    expect(store.events.slice(1, 3).map(({ details }) => details)).toMatchObject([by('documents-update-own'), by('documents-delete')]);
  });

  it('are the same 404 to who may not reach them as what is not there, and the denial is in the trail', async () => {
    const id = await written();
    const absent = 'b5d1a7c0-0000-4000-8000-000000000000';
    for (const one of [neighbour, stranger]) {
      const [refused, missing] = [await ask(one, 'GET /notes/{note}', { note: id }), await ask(one, 'GET /notes/{note}', { note: absent })];
      expect(refused).toMatchObject({ status: 404, body: { code: 'unknown-record' } });
      expect({ ...refused.body, correlationId: '' }).toEqual({ ...missing.body, correlationId: '' });
    }
    expect(trail().slice(1)).toEqual([id, absent, id, absent].map((one) => ['access.denied', 'failure', `documents/${one}`]));
    expect(await ask(administrator, 'GET /notes/{note}', { note: id })).toMatchObject({ status: 200 });
  });

  proves(
    { control: 'AUD-2', part: 'every-decision', evidence: 'in-process' },
    "a denial on a guest's record names the policy that forbids, the policy set and the reason, or that none permits or nothing is there",
    async () => {
      const id = await written();
      await ask(neighbour, 'GET /notes/{note}', { note: id });
      await ask(neighbour, 'GET /notes/{note}', { note: 'nothing' });
      await ask({ ...administrator, circumstances: { ...CALM, risk: 90 } }, 'DELETE /notes/{note}', { note: id });
      const by = (permission: string, policy: string, reason: string) => ({
        caller: `account/${neighbour.account}`,
        permission,
        policy,
        policySet: COMPILED_POLICIES.hash,
        reason,
      });
      expect(store.events.slice(1).map(({ details }) => details)).toEqual([
        by('documents:read', 'none', 'no-permit'),
        by('documents:read', 'none', 'absent'),
        by('documents:delete', 'high-risk', 'forbidden'),
      ]);
    },
  );

  proves(
    { control: 'AZN-6', part: 'identity-headers', evidence: 'in-process' },
    "a guest's handler sees no header that claims to say who calls, from where or in which tenant, in any spelling",
    async () => {
      const answer = await handler()(
        gatewayEvent({
          route: 'PATCH /notes',
          principal: member,
          headers: { ...CLAIMS, Accept: 'application/json', Cookie: 'x-user-id=root; __Host-refresh=v1.secret', Authorization: 'Bearer abc' },
        }),
      );
      const { headers, cookies, account, tenant, address } = JSON.parse(answer.body) as Record<string, unknown>;
      expect(cookies).toEqual({});
      expect(headers).toEqual({ accept: 'application/json', origin: ORIGINS.app });
      expect({ account, tenant, address }).toEqual({ account: member.account, tenant: member.tenant, address: '192.0.2.1' });
    },
  );

  it("are changed by no right but the route's: a member reads their own and removes none, an unknown device removes nothing", async () => {
    const id = await written();
    expect(await ask(neighbour, 'PATCH /notes/{note}', { note: id, body: { text: 'x' } })).toMatchObject({ status: 404 });
    expect(await ask(member, 'DELETE /notes/{note}', { note: id })).toMatchObject({ status: 404 });
    expect(await ask(somebody({ roles: ['OWNER'] }), 'DELETE /notes/{note}', { note: id })).toMatchObject({ status: 404 });
    expect(await ask({ ...member, roles: ['NOBODY'] }, 'GET /notes/{note}', { note: id })).toMatchObject({ status: 404 });
    expect((await ask(member, 'GET /notes/{note}', { note: id })).body).toMatchObject({ version: 1, value: { text: 'a note' } });
  });

  it('are listed to who may read them, page by page, and to nobody of another tenant', async () => {
    for (let more = 0; more < 60; more++) await written();
    for (let more = 0; more < 60; more++) await written(neighbour);
    const listed = async (by: Person): Promise<[number, number]> => {
      let [found, pages, after] = [0, 0, undefined as string | undefined];
      do {
        const { body } = await ask(by, 'GET /notes', after === undefined ? {} : { query: { after } });
        found += (body.records as unknown[]).length;
        after = body.next as string | undefined;
        pages += 1;
      } while (after !== undefined);
      return [found, pages];
    };
    expect(await listed(member)).toEqual([60, 2]);
    expect(await listed(administrator)).toEqual([120, 2]);
    expect(await listed(stranger)).toEqual([0, 1]);
  });

  it('are listed by cursors that tell nothing, and open in their tenant alone', async () => {
    for (let more = 0; more < 100; more++) await written(neighbour);
    const { records, next } = (await ask(member, 'GET /notes')).body;
    expect(records).toEqual([]);
    expect(store.stored.filter(({ key }) => String(next).includes(key))).toEqual([]);
    expect(await ask(member, 'GET /notes', { query: { after: String(next) } })).toMatchObject({ status: 200, body: { records: [] } });
    for (const [by, after] of [
      [stranger, String(next)],
      [member, store.stored[0]!.key],
      [member, ''],
    ] as const)
      expect(await ask(by, 'GET /notes', { query: { after } })).toMatchObject({ status: 400, body: { code: 'malformed-request' } });
  });

  it.each<[string, (record: GuestRecord<z.infer<typeof note>>) => GuestRecord<z.infer<typeof note>>]>([
    ['made up', ({ value }) => ({ id: 'of-another', version: 1, creator: `account/${member.account}`, value })],
    ['a copy', (record) => ({ ...record })],
    ["another's, of a request before", () => lent!],
  ])('are changed by no handler that gives one that is %s', async (_, change) => {
    const id = await written();
    await written(neighbour);
    made = (record) => (lent = record);
    await ask(administrator, 'PUT /notes/{note}', { note: id, body: { text: 'before' } });
    made = change;
    const before = store.stored;
    expect(await ask(member, 'PUT /notes/{note}', { note: id, body: { text: 'x' } })).toMatchObject({ status: 500 });
    expect(await ask(member, 'DELETE /notes')).toMatchObject({ status: 500 });
    expect(store.stored).toEqual(before);
  });

  it('stay whose they are, whatever a handler writes into what it was given', async () => {
    const [id, other] = [await written(), await written(neighbour)];
    made = (record) => Object.assign(record, { id: other, version: 7, creator: `account/${neighbour.account}` });
    expect(await ask(member, 'PUT /notes/{note}', { note: id, body: { text: 'x' } })).toMatchObject({ status: 200, body: { id, version: 2 } });
    expect((await ask(member, 'GET /notes/{note}', { note: id })).body).toMatchObject({ creator: `account/${member.account}`, value: { text: 'x' } });
    expect((await ask(neighbour, 'GET /notes/{note}', { note: other })).body).toMatchObject({ version: 1, value: { text: 'a note' } });
  });

  it('are written by one of two at the same time: the other is told of a conflict', async () => {
    const id = await written();
    store.conflictNext();
    expect(await ask(member, 'PATCH /notes/{note}', { note: id, body: { text: 'x' } })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(trail().map(([action]) => action)).toEqual(['record.created']);
  });

  it('are out of reach without a caller, with a body off the schema, and while the table is down', async () => {
    expect(await ask(undefined, 'POST /notes', { body: { text: 'x' } })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    for (const body of [{ text: 'x', more: 1 }, { text: 'x'.repeat(21) }, {}, '[', 'null'])
      expect(await ask(member, 'POST /notes', { body })).toMatchObject({ status: 400, body: { code: 'malformed-request' } });
    expect(await ask(member, 'DELETE /notes/{note}', { note: 'a', body: {} })).toMatchObject({ status: 400 });
    store.failNext(new DependencyFailedError('dynamodb:TransactWriteItems', new Error('down')));
    expect(await ask(member, 'POST /notes', { body: { text: 'x' } })).toMatchObject({ status: 503 });
    expect(store.stored).toEqual([]);
    expect(store.events).toEqual([]);
  });

  it('are made once under an Idempotency-Key: the same request is answered the same, marked, and is in the trail once', async () => {
    const [key, body] = [randomUUID(), { text: 'a note' }];
    const first = await ask(member, 'POST /notes', { body, key });
    await ask(member, 'PATCH /notes/{note}', { note: String(first.body.id), body: { text: 'another' } });
    const again = await ask(member, 'POST /notes', { body, key });
    expect([again.status, again.body, again.headers['Idempotency-Replayed']]).toEqual([201, first.body, 'true']);
    expect(first.headers['Idempotency-Replayed']).toBeUndefined();
    expect(trail().map(([action]) => action)).toEqual(['record.created', 'record.updated']);
    expect(await ask(member, 'POST /notes', { body: { text: 'x' }, key })).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await ask(member, 'POST /notes', { body, key: 'short' })).toMatchObject({ status: 400, body: { code: 'invalid-idempotency-key' } });
    const others = [
      await ask(neighbour, 'POST /notes', { body, key }),
      await ask(stranger, 'POST /notes', { body, key }),
      await ask(member, 'POST /notes', { body }),
    ];
    expect(new Set([first, ...others].map((one) => one.body.id)).size).toBe(4);
  });

  it('are made once by twelve at once, and who is always too late is told to come back', async () => {
    const [key, body] = [randomUUID(), { text: 'a note' }];
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(member, 'POST /notes', { body, key })));
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['Idempotency-Replayed'] === undefined)).toHaveLength(1);
    expect(trail()).toHaveLength(1);
    store.conflictNext();
    const late = await ask(member, 'POST /notes', { body, key: randomUUID() });
    expect(late).toMatchObject({ status: 409, body: { code: 'idempotency-key-in-use' }, headers: { 'Retry-After': '1' } });
    store.conflictNext();
    expect(await ask(member, 'POST /notes', { body })).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('are made once each where a request makes two, and the second by the next attempt when the first one ended between', async () => {
    const [key, body] = [randomUUID(), { text: 'a note' }];
    store.beforeCommit = () => {
      if (store.calls.commit === 2) throw new DependencyFailedError('dynamodb:TransactWriteItems', new Error('down'));
    };
    expect(await ask(member, 'PUT /notes', { body, key })).toMatchObject({ status: 503 });
    const whole = await ask(member, 'PUT /notes', { body, key });
    expect([whole.status, whole.headers['Idempotency-Replayed'], trail().length]).toEqual([201, undefined, 2]);
    const again = await ask(member, 'PUT /notes', { body, key });
    expect([again.body, again.headers['Idempotency-Replayed'], trail().length]).toEqual([whole.body, 'true', 2]);
  });

  it('are read by the schema of the guest: what another version wrote is no record', async () => {
    const place = { owner: `tenant/${member.tenant}`, key: 'old' };
    const kind = { name: 'documents', table: 'guest', parse: (value: unknown) => value } as const;
    await store.commit([{ action: 'create', kind, at: place, value: { creator: `account/${member.account}`, value: { title: 'old' } } }], []);
    expect(await ask(member, 'GET /notes/{note}', { note: 'old' })).toMatchObject({ status: 500 });
  });
});
