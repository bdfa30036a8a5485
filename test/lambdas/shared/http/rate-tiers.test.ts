import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { route } from '../../../../lambdas/shared/http/route';
import type { Person, ServiceAccount } from '../../../../lambdas/shared/http/request';
import { LeasedTiers } from '../../../../lambdas/shared/limits/leased-tiers';
import type { RateLimits, RateTier } from '../../../../lambdas/shared/limits/rate-limits';
import { gatewayEvent, ORIGINS, type Sent } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { memoryKeyRing } from '../../../support/memory-key-ring';
import { MemoryLeaseStore } from '../../../support/memory-lease-store';
import { proves } from '../../../support/proves';

const person: Person = { kind: 'person', account: 'a-1', tenant: 't-1', roles: ['MEMBER'], session: 's-1', authenticatedAt: 1_800_000_000, methods: ['pwd'] };
const key: ServiceAccount = { kind: 'api-key', key: 'k-1', tenant: 't-1', scopes: [] };
const limits: RateLimits = {
  anonymous: { limit: 2, windowSeconds: 60 },
  authenticated: { limit: 3, windowSeconds: 60 },
  admin: { limit: 4, windowSeconds: 60 },
  apiKey: { limit: 5, windowSeconds: 60 },
};
const GET: Sent = { route: 'GET /things' };
const SENT: Readonly<Record<RateTier, Sent>> = {
  anonymous: GET,
  authenticated: { ...GET, principal: person },
  admin: { ...GET, principal: { ...person, roles: ['ADMIN'] } },
  apiKey: { ...GET, principal: key },
};
const TIERS = Object.entries(SENT) as [RateTier, Sent][];

/** A function of one route behind the gateway, and how often that route ran. */
function made() {
  const time = manualClock();
  const store = new MemoryLeaseStore();
  const ran = { times: 0 };
  const run = (): Promise<{ status: number }> => {
    ran.times += 1;
    return Promise.resolve({ status: 204 });
  };
  const tiers = new LeasedTiers({ limits, store, hashKeys: memoryKeyRing([1], 'hash-keys'), clock: time.clock });
  const handler = createHandler({
    service: 'things',
    origins: ORIGINS,
    tiers,
    log: () => undefined,
    clock: time.clock,
    routes: { 'GET /things': route(undefined, run) },
  });
  const send = (sent: Sent) => handler(gatewayEvent(sent));
  return { time, store, ran, handler, send };
}

const REFUSAL = { control: 'EDGE-12', part: 'refusal', evidence: 'in-process' } as const;
const DOWN = { control: 'EDGE-12', part: 'counters-down', evidence: 'in-process' } as const;

describe('beyond the limit', () => {
  it.each(TIERS)('of %s the answer is a problem that says so and when to come back, and no route runs', async (tier, sent) => {
    const { send, ran } = made();
    for (let call = 0; call < limits[tier].limit; call += 1) expect((await send(sent)).statusCode).toBe(204);
    const { statusCode, headers, body } = await send(sent);
    expect([statusCode, headers['Content-Type'], headers['X-RateLimit-Remaining']]).toEqual([429, 'application/problem+json', '0']);
    expect(JSON.parse(body)).toMatchObject({ type: 'about:blank', status: 429, code: 'rate-limited', correlationId: headers['X-Request-ID'] });
    expect(ran.times).toBe(limits[tier].limit);
  });

  proves(REFUSAL, 'each tier is refused with 429 beyond its limit until Retry-After, which is never put off, and then served again', async () => {
    for (const [tier, sent] of TIERS) {
      const { send, time } = made();
      for (let call = 0; call < limits[tier].limit; call += 1) await send(sent);
      const seconds = Number((await send(sent)).headers['Retry-After']);
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(60);
      time.advance(seconds - 1);
      const { statusCode, headers } = await send(sent);
      expect([statusCode, headers['Retry-After']]).toEqual([429, '1']);
      time.advance(1);
      expect((await send(sent)).statusCode).toBe(204);
    }
  });

  proves(REFUSAL, 'every answer to a caller says how many calls are left: what succeeds, each refusal, what is malformed and what goes nowhere', async () => {
    const malformed = { ...gatewayEvent(SENT.apiKey), isBase64Encoded: true, body: '"' };
    for (const event of [
      gatewayEvent(SENT.apiKey),
      malformed,
      gatewayEvent({ ...SENT.apiKey, route: 'GET /nothing' }),
      gatewayEvent({ ...SENT.apiKey, route: 'PUT /things' }),
    ]) {
      expect((await made().handler(event)).headers['X-RateLimit-Remaining']).toBe('4');
    }
    const { send } = made();
    expect((await send(SENT.anonymous)).headers['X-RateLimit-Remaining']).toBe('1');
    expect((await send({ ...SENT.anonymous, headers: { 'X-Anything': 'a\r\nb' } })).headers['X-RateLimit-Remaining']).toBe('0');
    expect((await made().handler(undefined)).headers['X-RateLimit-Remaining']).toBe('0');
  });

  proves(REFUSAL, 'a network of IPv6 has one limit for its whole /64, and no header moves a caller to another', async () => {
    const { send } = made();
    const from = (address: string, headers: Sent['headers'] = {}) => send({ ...GET, address, headers });
    const statuses = [];
    for (const host of ['1', 'ffff:2', '3:3:3:3']) statuses.push((await from(`2001:db8:1:2${host.includes(':3') ? ':' : '::'}${host}`)).statusCode);
    expect(statuses).toEqual([204, 204, 429]);
    expect((await from('2001:db8:1:2::9', { 'X-Forwarded-For': '203.0.113.9', Authorization: 'Bearer another' })).statusCode).toBe(429);
    expect((await from('2001:db8:1:3::1')).statusCode).toBe(204);
  });

  it('a page of ours may read the refusal and what it says, and no other page', async () => {
    const { send } = made();
    for (let call = 0; call < 2; call += 1) await send(GET);
    const { headers } = await send({ ...GET, headers: { Origin: ORIGINS.app } });
    expect([headers['Access-Control-Allow-Origin'], headers['Access-Control-Expose-Headers']]).toEqual([
      ORIGINS.app,
      'X-Request-ID, X-RateLimit-Remaining, ETag, Link, Retry-After',
    ]);
    expect((await send({ ...GET, headers: { Origin: 'https://evil.example' } })).headers['Access-Control-Allow-Origin']).toBeUndefined();
  });
});

describe('while calls can not be counted', () => {
  proves(DOWN, 'strangers and API keys get 503, which says nothing of what failed, and no route runs', async () => {
    for (const tier of ['anonymous', 'apiKey'] as const) {
      const { send, store, ran } = made();
      store.isDown = true;
      const { statusCode, headers, body } = await send(SENT[tier]);
      expect([statusCode, headers['X-RateLimit-Remaining'], ran.times]).toEqual([503, '0', 0]);
      expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'unavailable' });
      expect(body).not.toMatch(/dynamodb|Update/);
      store.isDown = false;
      expect((await send(SENT[tier])).statusCode).toBe(204);
    }
  });

  proves(DOWN, 'people who are signed in, administrators too, go on up to their limit at each instance, and not beyond it', async () => {
    for (const tier of ['authenticated', 'admin'] as const) {
      const { send, store, time } = made();
      store.isDown = true;
      const { limit } = limits[tier];
      for (let call = 0; call < limit; call += 1) {
        const { statusCode, headers } = await send(SENT[tier]);
        expect([statusCode, headers['X-RateLimit-Remaining']]).toEqual([204, String(limit - call - 1)]);
      }
      const { statusCode, headers } = await send(SENT[tier]);
      expect(statusCode).toBe(429);
      time.advance(Number(headers['Retry-After']));
      expect((await send(SENT[tier])).statusCode).toBe(204);
    }
  });

  it('those who go on do not ask the table each time, and are counted by it again five seconds after it came back', async () => {
    const { send, store, time } = made();
    store.isDown = true;
    await send(SENT.authenticated);
    await send(SENT.authenticated);
    expect(store.owners).toHaveLength(1);
    store.isDown = false;
    time.advance(5);
    expect((await send(SENT.authenticated)).statusCode).toBe(204);
    expect(store.owners).toHaveLength(2);
  });

  it('an error of ours is no outage: nobody goes on by it', async () => {
    const { send, store } = made();
    jest.spyOn(store, 'take').mockRejectedValue(new TypeError('a mistake'));
    expect((await send(SENT.authenticated)).statusCode).toBe(500);
  });
});
