import { randomUUID } from 'node:crypto';
import { drawFamilyKey, drawRefreshToken, parseRefreshToken, writeRefreshToken } from '../../../../lambdas/identity/domain/refresh-token';
import { sessionRoutes } from '../../../../lambdas/identity/session/routes';
import type { SessionParts } from '../../../../lambdas/identity/session/parts';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import type { Answer } from '../../../../lambdas/shared/http/answer';
import { DEVICE_COOKIE, REFRESH_COOKIE } from '../../../../lambdas/shared/http/cookies';
import { calls } from '../../../support/calls';
import { gatewayEvent, ORIGINS, type Sent } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { MemoryRecordStore } from '../../../support/memory-record-store';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { TokenWorld } from '../../../support/token-world';
import { sessionsWorld, type Browser } from './sessions-world';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const REFRESH = 'POST /auth/refresh';
const LOG_OUT = 'POST /auth/logout';

function made(change: (parts: SessionParts) => SessionParts = (parts) => parts, time = manualClock()) {
  const store = new MemoryRecordStore(time.clock);
  const world = sessionsWorld(store, time);
  const log: string[] = [];
  const parts = change(world.parts);
  const handler = createHandler({
    service: 'session',
    origins: ORIGINS,
    tiers: UNLIMITED,
    routes: sessionRoutes(parts),
    log: (line) => log.push(JSON.stringify(line)),
    clock: time.clock,
  });
  return { store, world, log, send: (sent: Sent) => handler(gatewayEvent(sent)) };
}

const cookiesOf = ({ token, device }: Pick<Browser, 'device' | 'token'>) => ({ [REFRESH_COOKIE]: token, [DEVICE_COOKIE]: device });
const cookieOf = ({ multiValueHeaders }: Answer) => multiValueHeaders['Set-Cookie'] ?? [];
const tokenIn = (answer: Answer) => new RegExp(`^${REFRESH_COOKIE}=([^;]*);`).exec(cookieOf(answer)[0] ?? '')?.[1] ?? '';
const problemOf = ({ statusCode, body }: Answer) => [statusCode, (JSON.parse(body) as { code: string }).code];
const ENDED = [401, 'session-ended'];

describe('POST /auth/refresh', () => {
  proves(
    { control: 'IDN-9', part: 'refresh-cookie', evidence: 'in-process' },
    'the refresh token is replaced at each use, in a cookie that no script, sibling site or plain connection gets, and stored as a hash',
    async () => {
      const { world, store, send } = made();
      const browser = await world.signIn();
      const tokens = [browser.token];
      for (let use = 0; use < 5; use++) {
        world.time.advance(60);
        const answer = await send({ route: REFRESH, cookies: cookiesOf({ ...browser, token: tokens.at(-1) ?? '' }) });
        expect(answer.statusCode).toBe(200);
        const left = 43_200 - 60 * (use + 1);
        expect(cookieOf(answer)).toEqual([`${REFRESH_COOKIE}=${tokenIn(answer)}; Max-Age=${String(left)}; Path=/; Secure; HttpOnly; SameSite=Strict`]);
        expect(answer.body).not.toContain(tokenIn(answer));
        tokens.push(tokenIn(answer));
      }
      expect(new Set(tokens).size).toBe(6);
      const stored = JSON.stringify(store.stored);
      for (const token of tokens) expect(stored).not.toContain(parseRefreshToken(token)?.secret.toString('base64url'));
    },
  );

  it('answers with an access token of five minutes for the roles of this moment', async () => {
    const { world, send } = made();
    const browser = await world.signIn({ roles: ['ADMIN'] });
    await world.changeAccount(browser, { roles: ['VIEWER'] });
    const answer = await send({ route: REFRESH, cookies: cookiesOf(browser) });
    expect(JSON.parse(answer.body)).toEqual({ access_token: 'token 1', token_type: 'Bearer', expires_in: 300 });
    expect(world.issued).toMatchObject([{ account: browser.account, session: browser.session, roles: ['VIEWER'], methods: ['pwd'] }]);
    expect((await world.session(browser))?.value.idleSeconds).toBe(3600);
  });

  it('calls AWS twice, and writes session and audit event in one transaction; once for a token that was replaced a moment ago', async () => {
    const { world, store, send } = made();
    const browser = await world.signIn();
    const before = { ...store.calls };
    await send({ route: REFRESH, cookies: cookiesOf(browser) });
    expect([store.calls.getBoth - before.getBoth, store.calls.commit - before.commit, store.callCount]).toEqual([1, 1, before.commit + 2]);
    expect(world.recorded).toMatchObject([{ action: 'session.refreshed', result: 'success', userId: browser.account, resource: `session/${browser.session}` }]);
    await send({ route: REFRESH, cookies: cookiesOf(browser) });
    expect(store.callCount).toBe(before.commit + 3);
  });

  proves(
    { control: 'IDN-9', part: 'limits', evidence: 'in-process' },
    'a session ends after 60 idle minutes, 15 for admins, and after 12 hours in any case',
    async () => {
      for (const [roles, seconds] of [[['MEMBER'], 3600] as const, [['ADMIN'], 900] as const, [['OWNER'], 900] as const]) {
        const { world, send } = made();
        const [idle, used] = [await world.signIn({ roles }), await world.signIn({ roles })];
        world.time.advance(seconds - 1);
        const kept = await send({ route: REFRESH, cookies: cookiesOf(used) });
        expect(kept.statusCode).toBe(200);
        world.time.advance(1);
        expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(idle) }))).toEqual(ENDED);
        used.token = tokenIn(kept);
        let answer = kept;
        let elapsed = seconds;
        for (; elapsed + 600 < 43_200; elapsed += 600) {
          world.time.advance(600);
          answer = await send({ route: REFRESH, cookies: cookiesOf(used) });
          used.token = tokenIn(answer);
        }
        expect(answer.statusCode).toBe(200);
        world.time.advance(43_200 - elapsed);
        expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(used) }))).toEqual(ENDED);
      }
    },
  );

  const refused: readonly (readonly [string, (browser: Browser) => Readonly<Record<string, string>>, readonly string[]])[] = [
    ['no cookie', () => ({}), []],
    ['no device', ({ token }) => ({ [REFRESH_COOKIE]: token }), ['session.reused']],
    ['an empty cookie', (browser) => cookiesOf({ ...browser, token: '' }), []],
    ['a cookie of two kilobytes', (browser) => cookiesOf({ ...browser, token: 'a'.repeat(2048) }), []],
    ["another family's key", (browser) => cookiesOf({ ...browser, token: forgedFor(browser) }), []],
    ["a session that isn't there", (browser) => cookiesOf({ ...browser, token: forgedFor({ ...browser, session: randomUUID() }) }), []],
  ];
  it.each(refused)('refuses %s', async (_, cookies, audited) => {
    const { world, send, log } = made();
    const browser = await world.signIn();
    expect(problemOf(await send({ route: REFRESH, cookies: cookies(browser) }))).toEqual(ENDED);
    expect(world.recorded.map(({ action }) => action)).toEqual(audited);
    expect(log.join()).not.toContain(browser.token);
  });

  it("can't be made to end a session by who knows its ID and guesses: the owner stays signed in", async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    for (let guess = 0; guess < 50; guess++) await send({ route: REFRESH, cookies: cookiesOf({ device: 'any', token: forgedFor(browser) }) });
    expect((await send({ route: REFRESH, cookies: cookiesOf(browser) })).statusCode).toBe(200);
    expect(world.notices.told).toEqual([]);
  });

  it("refuses a genuine token whose session was exchanged for another's", async () => {
    const { world, send } = made();
    const [one, other] = [await world.signIn(), await world.signIn()];
    const own = await world.signInAgain(one);
    for (const target of [other, own]) {
      const [, , secret, tag] = one.token.split('.');
      const mixed = { ...one, token: [target.account, target.session, secret, tag].join('.') };
      expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(mixed) }))).toEqual(ENDED);
      expect((await world.session(target))?.value.revoked).toBeUndefined();
    }
  });

  it('takes a cookie that comes twice for none, whichever is the genuine one (fixation)', async () => {
    const { world, send } = made();
    const [victim, attacker] = [await world.signIn(), await world.signIn()];
    const Cookie = `${REFRESH_COOKIE}=${attacker.token}; ${REFRESH_COOKIE}=${victim.token}; ${DEVICE_COOKIE}=${victim.device}`;
    expect(problemOf(await send({ route: REFRESH, headers: { Cookie } }))).toEqual(ENDED);
  });

  it("ends the family of a token that an attacker planted in another's browser (fixation), and not the other's", async () => {
    const { world, send } = made();
    const [victim, attacker] = [await world.signIn(), await world.signIn()];
    expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf({ token: attacker.token, device: victim.device }) }))).toEqual(ENDED);
    expect((await send({ route: REFRESH, cookies: cookiesOf(victim) })).statusCode).toBe(200);
    expect((await world.session(attacker))?.value.revoked).toMatchObject({ reason: 'reuse' });
  });

  it('refuses a suspended account without replacing its token', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    await world.changeAccount(browser, { status: 'suspended' });
    expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(browser) }))).toEqual([403, 'account-suspended']);
    await world.changeAccount(browser, { status: 'active' });
    expect((await send({ route: REFRESH, cookies: cookiesOf(browser) })).statusCode).toBe(200);
  });

  it('gives up after three attempts at which others were faster, with nothing written', async () => {
    const { world, store, send } = made();
    const browser = await world.signIn();
    store.conflictNext(3);
    expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(browser) }))).toEqual([409, 'conflict']);
    expect((await world.session(browser))?.version).toBe(1);
    expect(world.recorded).toEqual([]);
  });

  it('takes no body', async () => {
    const { world, send } = made();
    expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(await world.signIn()), body: {} }))).toEqual([400, 'malformed-request']);
  });
});

describe('a cookie of eight kilobytes', () => {
  it.each([{ route: REFRESH }, { route: LOG_OUT, body: {} }])('is refused at $route before anything is read', async (sent) => {
    const { world, store, send } = made();
    const browser = await world.signIn();
    const before = store.callCount;
    expect(problemOf(await send({ ...sent, cookies: cookiesOf({ ...browser, token: 'a'.repeat(8192) }) }))).toEqual([400, 'malformed-request']);
    expect(store.callCount).toBe(before);
  });
});

describe('a route that a cookie decides', () => {
  it.each(
    [{ route: REFRESH }, { route: LOG_OUT, body: {} }, { route: LOG_OUT, body: { everywhere: true } }].flatMap((sent) =>
      [undefined, 'null', 'https://evil.example', 'https://app.example.com.evil.example', 'http://app.example.com'].map((origin) => ({ ...sent, origin })),
    ),
  )('refuses $route $body from the origin $origin, and nothing changes', async ({ origin, ...sent }) => {
    const { world, send } = made();
    const browser = await world.signIn();
    expect(problemOf(await send({ ...sent, headers: { Origin: origin }, cookies: cookiesOf(browser) }))).toEqual([403, 'foreign-origin']);
    expect([(await world.session(browser))?.version, (await world.account(browser)).version, world.recorded]).toEqual([1, 1, []]);
  });

  it('lets no header of the request into the answer', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const headers = { 'X-Request-ID': 'a\r\nSet-Cookie: b=c', 'User-Agent': 'a\r\nSet-Cookie: b=c' };
    const answer = await send({ route: REFRESH, cookies: cookiesOf(browser), headers });
    expect(JSON.stringify(answer)).not.toContain('b=c');
  });
});

describe('POST /auth/logout', () => {
  it('ends this session and takes the cookie back; others stay', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const other = await world.signInAgain(browser);
    const answer = await send({ route: LOG_OUT, body: {}, cookies: cookiesOf(browser) });
    expect([answer.statusCode, cookieOf(answer)]).toEqual([204, [`${REFRESH_COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict`]]);
    expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(browser) }))).toEqual(ENDED);
    expect((await send({ route: REFRESH, cookies: cookiesOf(other) })).statusCode).toBe(200);
    expect(world.recorded[0]).toMatchObject({ action: 'session.ended', details: { everywhere: false } });
  });

  it('ends all sessions of the account with everywhere, also those of the same second', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const other = await world.signInAgain(browser);
    const stranger = await world.signIn();
    expect((await send({ route: LOG_OUT, body: { everywhere: true }, cookies: cookiesOf(browser) })).statusCode).toBe(204);
    for (const ended of [browser, other]) expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(ended) }))).toEqual(ENDED);
    for (const open of [stranger, await world.signInAgain(browser)]) expect((await send({ route: REFRESH, cookies: cookiesOf(open) })).statusCode).toBe(200);
  });

  it('works with the token that another tab has just replaced', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const next = tokenIn(await send({ route: REFRESH, cookies: cookiesOf(browser) }));
    expect((await send({ route: LOG_OUT, body: {}, cookies: cookiesOf(browser) })).statusCode).toBe(204);
    expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf({ ...browser, token: next }) }))).toEqual(ENDED);
  });

  it('says the same to who is signed out, or guesses, and ends nothing', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    for (const cookies of [{}, cookiesOf({ ...browser, token: 'a' }), cookiesOf({ ...browser, token: forgedFor(browser) })]) {
      expect((await send({ route: LOG_OUT, body: { everywhere: true }, cookies })).statusCode).toBe(204);
    }
    expect((await world.session(browser))?.version).toBe(1);
    expect((await world.account(browser)).version).toBe(1);
  });

  it('with a stolen token ends its family as misused, and not the sessions elsewhere', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const other = await world.signInAgain(browser);
    await send({ route: LOG_OUT, body: { everywhere: true }, cookies: cookiesOf({ ...browser, device: 'another' }) });
    expect((await world.session(browser))?.value.revoked?.reason).toBe('reuse');
    expect(world.notices.told).toHaveLength(1);
    expect((await send({ route: REFRESH, cookies: cookiesOf(other) })).statusCode).toBe(200);
  });

  it.each([[{ everywhere: 'yes' }], [{ every: true }], ['{"everywhere":true,"everywhere":false}'], ['{"__proto__":{}}']])(
    'refuses the body %j',
    async (body) => {
      const { world, send } = made();
      expect(problemOf(await send({ route: LOG_OUT, body, cookies: cookiesOf(await world.signIn()) }))).toEqual([400, 'malformed-request']);
    },
  );
});

describe('the list of sessions', () => {
  it('shows where the person is signed in, which session is this one, and nobody else', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    world.time.advance(10);
    const other = await world.signInAgain(browser);
    await world.signIn();
    const answer = await send({ route: 'GET /auth/sessions', principal: await world.personOf(browser) });
    const place = { address: '192.0.2.7', browser: 'test' };
    const [one, two] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:10.000Z'];
    expect(JSON.parse(answer.body)).toEqual({
      sessions: [
        { id: other.session, ...place, created_at: two, last_used_at: two, current: false },
        { id: browser.session, ...place, created_at: one, last_used_at: one, current: true },
      ],
    });
  });

  it('leaves out what is over', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const other = await world.signInAgain(browser);
    const principal = await world.personOf(browser);
    await send({ route: 'DELETE /auth/sessions/{session}', params: { session: other.session }, principal });
    const { sessions } = JSON.parse((await send({ route: 'GET /auth/sessions', principal })).body) as { sessions: { id: string }[] };
    expect(sessions.map(({ id }) => id)).toEqual([browser.session]);
  });

  it('is shown to nobody without an access token, with an API key, or once the session is over', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const principal = await world.personOf(browser);
    const route = 'GET /auth/sessions';
    expect(problemOf(await send({ route, cookies: cookiesOf(browser) }))).toEqual([401, 'unauthenticated']);
    const key = { kind: 'api-key', key: 'one', tenant: principal.tenant, scopes: ['sessions:read'] } as const;
    expect(problemOf(await send({ route, principal: key }))).toEqual([403, 'person-required']);
    await send({ route: LOG_OUT, body: {}, cookies: cookiesOf(browser) });
    expect(problemOf(await send({ route, principal }))).toEqual(ENDED);
  });
});

describe('the revocation of a session', () => {
  const route = 'DELETE /auth/sessions/{session}';

  proves(
    { control: 'IDN-9', part: 'revocation', evidence: 'in-process' },
    'a revoked session gets no further token, and no sensitive action, from this moment on',
    async () => {
      const { world, send } = made();
      const browser = await world.signIn();
      const other = await world.signInAgain(browser);
      const [principal, revoked] = [await world.personOf(browser), await world.personOf(other)];
      expect((await send({ route, params: { session: other.session }, principal })).statusCode).toBe(204);
      expect(problemOf(await send({ route: 'GET /auth/sessions', principal: revoked }))).toEqual(ENDED);
      expect(problemOf(await send({ route, params: { session: browser.session }, principal: revoked }))).toEqual(ENDED);
      expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(other) }))).toEqual(ENDED);
      expect(world.recorded).toMatchObject([{ action: 'session.revoked', resource: `session/${other.session}` }]);
    },
  );

  proves(
    { control: 'IDN-9', part: 'revocation', evidence: 'in-process' },
    'the access token that a session got in its last moment is refused everywhere five minutes after the revocation',
    async () => {
      const tokens = await TokenWorld.make();
      const { world, send } = made((parts) => ({ ...parts, issuer: tokens.issuer }), tokens.time);
      const browser = await world.signIn();
      const { access_token } = JSON.parse((await send({ route: REFRESH, cookies: cookiesOf(browser) })).body) as { access_token: string };
      const principal = await tokens.verifier.verify(access_token);
      await send({ route, params: { session: browser.session }, principal });
      expect(problemOf(await send({ route: 'GET /auth/sessions', principal }))).toEqual(ENDED);
      tokens.time.advance(299);
      expect(await tokens.verifier.verify(access_token)).toMatchObject({ account: browser.account });
      tokens.time.advance(1);
      expect(await refusalOf(tokens.verifier.verify(access_token))).toMatchObject({ code: 'token-refused' });
      expect(problemOf(await send({ route: REFRESH, cookies: cookiesOf(browser) }))).toEqual(ENDED);
    },
  );

  it("finds nobody else's session, and says of it what it says of none", async () => {
    const { world, send } = made();
    const [browser, stranger] = [await world.signIn(), await world.signIn()];
    const principal = await world.personOf(browser);
    for (const session of [stranger.session, randomUUID(), stranger.session.toUpperCase(), `session-${stranger.session}`]) {
      expect(problemOf(await send({ route, params: { session }, principal }))).toEqual([404, 'unknown-session']);
    }
    expect((await world.session(stranger))?.version).toBe(1);
  });

  it('is done when it was done before', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const other = await world.signInAgain(browser);
    const sent = { route, params: { session: other.session }, principal: await world.personOf(browser) };
    expect([(await send(sent)).statusCode, (await send(sent)).statusCode]).toEqual([204, 204]);
    expect(world.recorded).toHaveLength(1);
  });

  it('refuses a page of others', async () => {
    const { world, send } = made();
    const browser = await world.signIn();
    const sent = { route, params: { session: browser.session }, principal: await world.personOf(browser) };
    expect(problemOf(await send({ ...sent, headers: { Origin: 'https://evil.example' } }))).toEqual([403, 'foreign-origin']);
  });
});

describe('with a dependency that is down', () => {
  const down = () => calls(() => new DependencyFailedError('test:Call', new Error('down')));
  const routes: readonly (readonly [string, (browser: Browser, world: ReturnType<typeof sessionsWorld>) => Promise<Sent>])[] = [
    ['refresh', (browser) => Promise.resolve({ route: REFRESH, cookies: cookiesOf(browser) })],
    ['refresh of a stolen token', (browser) => Promise.resolve({ route: REFRESH, cookies: cookiesOf({ ...browser, device: 'another' }) })],
    ['sign-out everywhere', (browser) => Promise.resolve({ route: LOG_OUT, body: { everywhere: true }, cookies: cookiesOf(browser) })],
    ['list', async (browser, world) => ({ route: 'GET /auth/sessions', principal: await world.personOf(browser) })],
    [
      'revocation',
      async (browser, world) => ({ route: 'DELETE /auth/sessions/{session}', params: { session: browser.session }, principal: await world.personOf(browser) }),
    ],
  ];

  it.each(routes)('%s answers 503 at each of its calls, with nothing done, and works again after', async (_, sent) => {
    for (let failing = 0; ; failing++) {
      const port = down();
      const { world, send } = made((parts) => ({
        ...parts,
        store: port.watch('store', parts.store),
        hashKeys: port.watch('hashKeys', parts.hashKeys),
        sessionKeys: port.watch('sessionKeys', parts.sessionKeys),
        audit: port.watch('audit', parts.audit),
        issuer: port.watch('issuer', parts.issuer),
      }));
      const browser = await world.signIn();
      const request = await sent(browser, world);
      port.forget();
      port.failAt = failing;
      const answer = await send(request);
      if (port.made.length <= failing) {
        expect(failing).toBeGreaterThan(1);
        break;
      }
      expect(problemOf(answer)).toEqual([503, 'unavailable']);
      expect([(await world.session(browser))?.version, (await world.account(browser)).version, world.recorded, world.notices.told]).toEqual([1, 1, [], []]);
      port.failAt = undefined;
      expect((await send(request)).statusCode).not.toBe(503);
    }
  });
});

/** What somebody makes up who knows the account's and the session's ID. */
function forgedFor({ account, session }: Pick<Browser, 'account' | 'session'>): string {
  return writeRefreshToken(drawRefreshToken({ account, id: session, familyKey: drawFamilyKey() }));
}
