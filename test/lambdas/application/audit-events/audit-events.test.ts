import { randomUUID } from 'node:crypto';
import type { Person, ServiceAccount } from '../../../../lambdas/shared/http/request';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { writeGrant } from '../../../../lambdas/shared/authorization/grant-text';
import { AuditWorld } from './audit-world';

let world: AuditWorld;
let tenant: string;
let owner: Person;

beforeEach(() => {
  world = new AuditWorld();
  tenant = randomUUID();
  owner = world.person('OWNER', tenant);
});

const auditor = (): Person => world.person('MEMBER', tenant, { grants: [writeGrant({ permission: 'audit:read', own: false, trusted: false })] });
const DAY = 86_400;

describe('the audit log', () => {
  it('shows what happened in the tenant, newest first, without what is sealed, and says for how long it does', async () => {
    const first = await world.happen(tenant, { details: { factor: 'totp' }, personal: { email: 'a@example.com' } });
    const second = await world.happen(tenant, { action: 'document.deleted', resource: 'document/d' });
    await world.happen(randomUUID());
    const { status, json, events, body, headers } = await world.log(owner);
    expect([status, events.map(({ id }) => id)]).toEqual([200, [second.id, first.id]]);
    expect(events[1]).toEqual({
      id: first.id,
      at: first.timestamp,
      action: 'sign-in',
      result: 'success',
      account: first.userId,
      resource: 'account/a',
      service: 'documents',
      details: { factor: 'totp' },
      address: first.ipAddress,
      user_agent: first.userAgent,
      correlation_id: first.correlationId,
    });
    expect(json).toMatchObject({ next_cursor: null, kept_days: 92, from: '2025-10-01T00:00:03.001Z', until: '2026-01-01T00:01:03.001Z' });
    expect(headers['Cache-Control']).toBe('no-store');
    for (const hidden of [first.sealed, '192.0.2.7', 'a browser', 'a@example.com']) expect(body).not.toContain(hidden);
  });

  it('is itself read on record: each page is an event, which the next reader sees', async () => {
    await world.happen(tenant);
    await world.log(owner, { action: 'sign-in', from: '2026-01-01T00:00:00Z' });
    const [read] = (await world.log(world.person('ADMIN', tenant))).events;
    const grounds = { permission: 'audit:read', policy: 'audit-read', policySet: COMPILED_POLICIES.hash, reason: 'permitted' };
    const details = { events: 1, action: 'sign-in', from: '2026-01-01T00:00:00.000Z', ...grounds };
    expect(read).toMatchObject({ action: 'audit.read', result: 'success', account: owner.account, resource: 'audit-events', details });
  });

  it.each(['OWNER', 'ADMIN'])('shows hashes of addresses to %s, and to a reader by a custom role alone none of them (KEY-5)', async (role) => {
    await world.happen(tenant, { details: { device: 'v1:abcdef', factor: 'totp' } });
    const [full] = (await world.log(world.person(role, tenant))).events;
    expect(full).toMatchObject({ address: expect.stringMatching(/^v1:/) as string, details: { device: 'v1:abcdef', factor: 'totp' } });
    const [masked] = (await world.log(auditor(), { action: 'sign-in' })).events;
    expect(masked).toMatchObject({ address: '***', user_agent: '***', details: { device: '***', factor: 'totp' } });
  });

  it.each(['VIEWER', 'MEMBER', 'API', 'nobody', '__proto__'])('is nothing for %s (403), who is in it for having asked', async (role) => {
    const stranger = world.person(role, tenant);
    expect(await world.log(stranger)).toMatchObject({ status: 403, json: { code: 'not-allowed' }, events: [] });
    const known = ['VIEWER', 'MEMBER', 'API'].includes(role);
    const details = { permission: 'audit:read', policy: 'none', policySet: COMPILED_POLICIES.hash, reason: known ? 'no-permit' : 'unknown-role' };
    const denial = { action: 'access.denied', result: 'failure', account: stranger.account, resource: 'audit-events' };
    expect((await world.log(owner)).events).toEqual([expect.objectContaining({ ...denial, details: { caller: `account/${stranger.account}`, ...details } })]);
  });

  it('is nothing for an API key, whatever its scopes, and for nobody', async () => {
    const key: ServiceAccount = { kind: 'api-key', key: 'abcdefghijklmnop', tenant, scopes: ['audit:read', 'read:all'], creator: owner };
    expect(await world.log(key)).toMatchObject({ status: 403, json: { code: 'person-required' } });
    expect(await world.log(undefined)).toMatchObject({ status: 401, json: { code: 'unauthenticated' } });
  });

  it("shows another tenant's to a SUPER_ADMIN while they are in it, and nothing to whose entry is over, or who claims one", async () => {
    const theirs = await world.happen(tenant);
    const entered = { tenant, expiresAt: Math.floor(world.time.clock() / 1000) + 60 };
    const guest = world.person('SUPER_ADMIN', randomUUID(), { entered });
    const over = { status: 403, json: { code: 'tenant-entry-ended' } };
    expect(await world.log({ ...guest, roles: ['OWNER'] })).toMatchObject(over);
    const { events } = await world.log(guest);
    expect(events.map(({ id }) => id)).toEqual([theirs.id]);
    expect((await world.log(owner)).events[0]).toMatchObject({ action: 'audit.read', account: guest.account });
    world.time.advance(60);
    expect(await world.log(guest)).toMatchObject(over);
  });

  it('finds by action, account, result and time, alone and together', async () => {
    const account = randomUUID();
    const wanted = await world.happen(tenant, { action: 'factor.added', result: 'failure', account });
    const others = [
      await world.happen(tenant, { action: 'factor.added' }),
      await world.happen(tenant, { result: 'failure' }),
      await world.happen(tenant, { account }),
    ];
    const found = async (query: Readonly<Record<string, string>>) => (await world.log(owner, query)).events.map(({ id }) => id);
    expect(await found({ action: 'factor.added' })).toEqual([others[0]?.id, wanted.id]);
    expect(await found({ result: 'failure' })).toEqual([others[1]?.id, wanted.id]);
    expect(await found({ account })).toEqual([others[2]?.id, wanted.id]);
    expect(await found({ account, action: 'factor.added', result: 'failure' })).toEqual([wanted.id]);
    expect(await found({ from: wanted.timestamp, until: others[0]?.timestamp ?? '' })).toEqual([wanted.id]);
    expect(await found({ from: others[2]?.timestamp ?? '', action: 'sign-in' })).toEqual([others[2]?.id]);
    expect(await found({ account: randomUUID() })).toEqual([]);
  });

  it('ends no page early for a search through more than one request looks at, and loses nothing by it', async () => {
    const account = randomUUID();
    const first = await world.happen(tenant, { account });
    for (let more = 0; more < 1100; more++) await world.happen(tenant);
    const last = await world.happen(tenant, { account });
    const one = await world.log(owner, { account, limit: '100' });
    expect([one.events.map(({ id }) => id), typeof one.next]).toEqual([[last.id], 'string']);
    expect((await world.pages(owner, { account, limit: '100' })).flat().map(({ id }) => id)).toEqual([last.id, first.id]);
  });

  it.each([
    [{ action: 'everything' }, 'action'],
    [{ action: '' }, 'action'],
    [{ account: 'me' }, 'account'],
    [{ account: "' OR 1=1" }, 'account'],
    [{ result: 'SUCCESS' }, 'result'],
    [{ from: 'yesterday' }, 'from'],
    [{ from: '2026-01-01' }, 'from'],
    [{ from: '2026-01-01T00:00:00+02:00' }, 'from'],
    [{ from: '2025-09-30T00:00:00Z' }, 'from'],
    [{ from: '2026-02-31T00:00:00Z' }, 'from'],
    [{ from: '2026-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }, 'until'],
    [{ until: '2025-01-01T00:00:00Z' }, 'until'],
    [{ limit: '0' }, 'limit'],
    [{ limit: '101' }, 'limit'],
    [{ limit: '1e1' }, 'limit'],
    [{ account: 'me', limit: '0' }, 'account, limit'],
  ])('refuses %j, and says which parameter is wrong and what is allowed', async (query, wrong) => {
    const { status, json } = await world.log(owner, query);
    expect([status, json.code]).toEqual([400, 'invalid-filter']);
    expect(String(json.detail)).toMatch(new RegExp(`^Wrong: ${wrong}\\. Allowed are action `));
    expect(world.events).toEqual([]);
  });

  it.each<Record<string, string>>([{ tenant: '00000000-0000-4000-8000-000000000000' }, { userId: 'me', limit: '1' }])(
    'refuses %j, which it does not take',
    async (query) => {
      const detail = expect.stringMatching(/It takes action, account, result, from, until, limit, cursor\.$/) as string;
      expect(await world.log(owner, query)).toMatchObject({ status: 400, json: { code: 'malformed-request', detail } });
      expect(world.events).toEqual([]);
    },
  );

  it('answers 503 with the correlation ID while a store is down, and shows nothing that it could not record', async () => {
    await world.happen(tenant);
    for (const down of ['index', 'outbox'] as const) {
      world.down = down;
      const { status, json, headers, events } = await world.log(owner);
      expect([status, json.code, events]).toEqual([503, 'unavailable', []]);
      expect([json.correlationId, headers['X-Request-ID']]).toEqual(Array(2).fill('8f14e45f-ceea-467f-a0e6-8d1d3d2f1a11'));
    }
    world.down = 'outbox';
    expect((await world.log(world.person('VIEWER', tenant))).status).toBe(503);
  });
});

describe('the cursor of the audit log', () => {
  const another = { status: 400, json: { code: 'malformed-request', detail: "The cursor isn't valid. Begin without one." } };

  async function cursor(query: Readonly<Record<string, string>> = {}): Promise<string> {
    for (let made = 0; made < 3; made++) await world.happen(tenant);
    return (await world.log(owner, { limit: '1', ...query })).next ?? '';
  }

  it('goes on after the event before it, whatever happens meanwhile', async () => {
    const next = await cursor();
    const [, second] = world.events;
    await world.happen(tenant);
    expect((await world.log(owner, { limit: '1', cursor: next })).events.map(({ id }) => id)).toEqual([second?.id]);
  });

  it('counts in its tenant alone, also for who is an owner of another one', async () => {
    const next = await cursor();
    expect(await world.log(world.person('OWNER'), { cursor: next })).toMatchObject(another);
    expect((await world.log(world.person('ADMIN', tenant), { cursor: next })).status).toBe(200);
  });

  it('counts with its filters alone', async () => {
    const next = await cursor({ action: 'sign-in' });
    const others: readonly Readonly<Record<string, string>>[] = [
      {},
      { action: 'step-up' },
      { action: 'sign-in', result: 'success' },
      { action: 'sign-in', from: '2026-01-01T00:00:00Z' },
    ];
    for (const query of others) expect(await world.log(owner, { ...query, cursor: next })).toMatchObject(another);
    expect((await world.log(owner, { action: 'sign-in', limit: '100', cursor: next })).status).toBe(200);
  });

  it('is refused when it was altered, cut, made up, or is of another list', async () => {
    const next = await cursor();
    const flipped = `${next.slice(0, -2)}${next.endsWith('A') ? 'BB' : 'AA'}`;
    for (const wrong of [flipped, next.slice(0, -4), next.replace('v1', 'v2'), 'v1:AAAA', 'e30', ''])
      expect(await world.log(owner, { cursor: wrong })).toMatchObject(another);
    expect(world.events.filter(({ action }) => action === 'audit.read')).toHaveLength(1);
  });

  it('ends after an hour', async () => {
    const next = await cursor();
    world.time.advance(3599);
    expect((await world.log(owner, { cursor: next })).status).toBe(200);
    world.time.advance(1);
    expect(await world.log(owner, { cursor: next })).toMatchObject(another);
  });

  it('keeps the stretch of time of its first page, so that its end is never outside', async () => {
    const old = await world.happen(tenant);
    world.time.advance(92 * DAY - 10);
    await world.happen(tenant);
    const first = await world.log(owner, { limit: '1' });
    world.time.advance(60);
    const second = await world.log(owner, { limit: '1', cursor: first.next ?? '' });
    expect([second.json.from, second.events.map(({ id }) => id)]).toEqual([first.json.from, [old.id]]);
    expect((await world.pages(owner)).flat().map(({ id }) => id)).not.toContain(old.id);
  });
});
