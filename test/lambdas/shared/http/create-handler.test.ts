import * as z from 'zod/mini';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { personOf } from '../../../../lambdas/shared/http/principal';
import type { Person, Reply, Request, ServiceAccount } from '../../../../lambdas/shared/http/request';
import { route } from '../../../../lambdas/shared/http/route';
import { fuzzHandler } from '../../../support/fuzz-handler';
import { gatewayEvent, ORIGINS, type Sent } from '../../../support/gateway-event';
import { manualClock } from '../../../support/manual-clock';
import { proves } from '../../../support/proves';
import { UNLIMITED } from '../../../support/unlimited-tiers';

const lines: Readonly<Record<string, unknown>>[] = [];
const seen: Request<unknown>[] = [];
let reply: () => Reply = () => ({ status: 204 });
const take = (request: Request<unknown>): Promise<Reply> => {
  seen.push(request);
  return Promise.resolve().then(reply);
};

const named = z.strictObject({ name: z.string().check(z.maxLength(40)), nested: z.optional(z.strictObject({ count: z.int() })) });
const time = manualClock();
const handler = createHandler({
  service: 'things',
  origins: ORIGINS,
  tiers: UNLIMITED,
  log: (line) => void lines.push(line),
  clock: time.clock,
  routes: {
    'POST /things': route(named, take),
    'GET /things': route(undefined, take, { query: ['limit', 'cursor'] }),
    'GET /anything': route(undefined, take, { query: 'any' }),
    'GET /things/{thing}': route(undefined, take),
    'DELETE /things/{thing}': route(undefined, take, { cookieAuthenticated: true }),
    'GET /me': route(undefined, (request) => Promise.resolve({ status: 200, body: personOf(request) })),
  },
});
const send = (sent: Sent) => handler(gatewayEvent(sent));
const post: Sent = { route: 'POST /things', body: { name: 'one' } };
const person: Person = {
  kind: 'person',
  account: 'a-1',
  tenant: 't-1',
  roles: ['OWNER', 'ADMIN'],
  session: 's-1',
  authenticatedAt: 1_800_000_000,
  methods: ['pwd', 'otp'],
};
const key: ServiceAccount = { kind: 'api-key', key: 'k-1', tenant: 't-1', scopes: ['account:read'] };

beforeEach(() => {
  lines.splice(0);
  seen.splice(0);
  reply = () => ({ status: 204 });
});

/** What is refused: its status and code, and that no route saw it. */
async function refusalOf(sent: Sent | Record<string, unknown>): Promise<unknown> {
  const { statusCode, body } = await handler('route' in sent ? gatewayEvent(sent as Sent) : sent);
  expect(seen).toEqual([]);
  const { status, code } = JSON.parse(body) as { status: number; code: string };
  expect(status).toBe(statusCode);
  return [status, code];
}

describe('a request', () => {
  it('reaches its route with what it says, its body valid', async () => {
    const sent: Sent = {
      route: 'GET /anything',
      query: { page: '2' },
      cookies: { '__Host-refresh': 'a.b' },
      headers: { 'X-Request-ID': '0E7B9D56-6C11-4B6E-9D8A-1F0B3F6E2A11' },
    };
    expect((await send(sent)).statusCode).toBe(204);
    expect(seen).toEqual([
      expect.objectContaining({
        query: { page: '2' },
        cookies: { '__Host-refresh': 'a.b' },
        address: '192.0.2.1',
        userAgent: 'test browser',
        correlationId: '0e7b9d56-6c11-4b6e-9d8a-1f0b3f6e2a11',
      }),
    ]);
  });

  it('has the parameters of its query that its route takes, and is refused with any other', async () => {
    const taken: readonly Readonly<Record<string, string>>[] = [{}, { limit: '3' }, { cursor: 'c', limit: '3' }];
    for (const query of taken) expect((await send({ route: 'GET /things', query })).statusCode).toBe(204);
    expect(seen.splice(0).map(({ query }) => ({ ...query }))).toEqual([{}, { limit: '3' }, { cursor: 'c', limit: '3' }]);
    const others: readonly Readonly<Record<string, string>>[] = [{ limt: '3' }, { limit: '3', Limit: '3' }, { '': '' }, { toString: 'x' }];
    for (const query of others) expect(await refusalOf({ route: 'GET /things', query })).toEqual([400, 'malformed-request']);
    expect(await refusalOf({ ...post, query: { any: '1' } })).toEqual([400, 'malformed-request']);
    expect((await send({ route: 'GET /things', query: { limt: '3' } })).body).toContain('It takes limit, cursor.');
  });

  it('is read the same with its body in base64, and without lists of headers', async () => {
    const event = gatewayEvent(post);
    await handler({ ...event, isBase64Encoded: true, body: Buffer.from('{"name":"ö"}').toString('base64') });
    await handler({ ...event, multiValueHeaders: null });
    expect(seen.map(({ body }) => body)).toEqual([{ name: 'ö' }, { name: 'one' }]);
  });

  proves(
    { control: 'AZN-6', part: 'identity-headers', evidence: 'in-process' },
    'a handler sees the few headers that are read, and no other, however it is spelt or often it comes',
    async () => {
      const event = gatewayEvent(post);
      const lists = event.multiValueHeaders as Readonly<Record<string, readonly string[]>>;
      const claims = { 'x-user-id': ['a'], 'X-USER-ID': ['b'], X_User_Id: ['c'], 'X-Tenant-Id': ['d', 'e'], 'x-amzn-oidc-data': ['f'], ['__proto__']: ['g'] };
      const read = { ACCEPT: ['text/plain'], 'if-Match': ['"1"'], 'Idempotency-Key': ['k'] };
      await handler({ ...event, multiValueHeaders: { ...lists, ...claims, ...read } });
      await handler({ ...event, multiValueHeaders: null, headers: { ...(event.headers as object), 'X-Roles': 'OWNER', Cookie: 'a=b' } });
      expect(seen.map(({ headers }) => ({ ...headers }))).toEqual([
        { origin: ORIGINS.app, accept: 'text/plain', 'if-match': '"1"', 'idempotency-key': 'k' },
        { origin: ORIGINS.app },
      ]);
      const [{ headers } = { headers: {} }] = seen;
      expect(['constructor', 'toString', 'x-user-id'].filter((name) => name in headers)).toEqual([]);
    },
  );

  it('has a user agent of at most 256 characters, and a correlation ID of ours where the client names none that is one', async () => {
    await send({ ...post, headers: { 'User-Agent': 'a'.repeat(1000), 'X-Request-ID': 'mine' } });
    expect(seen[0]?.userAgent).toHaveLength(256);
    expect(seen[0]?.correlationId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('comes from the address that the gateway saw, whatever headers say', async () => {
    await send({ ...post, headers: { 'X-Forwarded-For': '203.0.113.9', 'X-Real-IP': '203.0.113.9', Forwarded: 'for=203.0.113.9' } });
    expect(seen[0]?.address).toBe('192.0.2.1');
  });

  it.each(['application/json', 'Application/JSON', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"'])(
    'may say that its body is %s',
    async (type) => {
      expect((await send({ ...post, headers: { 'Content-Type': type } })).statusCode).toBe(204);
    },
  );

  it.each([
    ['of another type', { headers: { 'Content-Type': 'text/plain' } }, 415, 'unsupported-media-type'],
    ['of a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, 415, 'unsupported-media-type'],
    ['of JSON in another encoding', { headers: { 'Content-Type': 'application/json; charset=utf-16' } }, 415, 'unsupported-media-type'],
    ['of two types', { headers: { 'Content-Type': 'application/json, text/plain' } }, 415, 'unsupported-media-type'],
    ['of no type', { headers: { 'Content-Type': undefined } }, 415, 'unsupported-media-type'],
    ['compressed', { headers: { 'Content-Encoding': 'gzip' } }, 415, 'unsupported-media-type'],
    ['empty', { body: '', headers: { 'Content-Type': 'application/json' } }, 400, 'malformed-request'],
    ['with a member twice', { body: '{"name":"one","name":"two"}' }, 400, 'malformed-request'],
    ['with a prototype', { body: '{"name":"one","__proto__":{"admin":true}}' }, 400, 'malformed-request'],
    ['with a member too many', { body: { name: 'one', admin: true } }, 400, 'malformed-request'],
    ['with a member of another type', { body: { name: 1 } }, 400, 'malformed-request'],
    ['with a member too long', { body: { name: 'a'.repeat(41) } }, 400, 'malformed-request'],
    ['a byte over the limit', { body: JSON.stringify({ name: 'a'.repeat(16_384 - 10) }) }, 413, 'body-too-large'],
    ['a megabyte', { body: 'a'.repeat(1_000_000), headers: { 'Content-Type': 'text/plain' } }, 413, 'body-too-large'],
  ])('is refused with a body %s', async (_, more: Partial<Sent>, status, code) => {
    expect(await refusalOf({ ...post, ...more })).toEqual([status, code]);
  });

  it('may have a body up to the limit', async () => {
    expect(await refusalOf({ ...post, body: JSON.stringify({ name: 'a'.repeat(16_384 - 11) }) })).toEqual([400, 'malformed-request']);
  });

  it('is refused when its body is no UTF-8', async () => {
    const body = Buffer.from([0x22, 0xc3, 0x28, 0x22]).toString('base64');
    expect(await refusalOf({ ...gatewayEvent(post), isBase64Encoded: true, body })).toEqual([400, 'malformed-request']);
  });

  it('is refused with a body where the route takes none', async () => {
    expect(await refusalOf({ route: 'GET /things/{thing}', params: { thing: '1' }, body: { name: 'one' } })).toEqual([400, 'malformed-request']);
  });

  it.each([
    ['content-type', ['application/json', 'text/plain']],
    ['origin', [ORIGINS.app, 'https://evil.example']],
    ['authorization', ['Bearer a', 'Bearer b']],
    ['host', ['api.example.com', 'evil.example']],
    ['content-length', ['1', '2']],
  ])('is refused with two of %s', async (name, values) => {
    const event = gatewayEvent(post);
    const others = Object.entries(event.multiValueHeaders as object).filter(([header]) => header.toLowerCase() !== name);
    expect(await refusalOf({ ...event, multiValueHeaders: Object.fromEntries([...others, [name, values]]) })).toEqual([400, 'malformed-request']);
    expect(await refusalOf({ ...event, multiValueHeaders: Object.fromEntries([...others, [name, [values[0]]], [name.toUpperCase(), [values[1]]]]) })).toEqual([
      400,
      'malformed-request',
    ]);
  });

  it.each([
    ['a line break in a header', { headers: { 'X-Anything': 'a\r\nX-Other: b' } }],
    ['a NUL in a header', { headers: { 'X-Anything': 'a\0' } }],
    ['a space in a header name', { headers: { 'X Anything': 'a' } }],
    ['a header without end', { headers: { 'X-Anything': 'a'.repeat(8193) } }],
    ['a control character in its query', { query: { page: '\u0007' } }],
  ])('is refused with %s', async (_, more) => {
    expect(await refusalOf({ ...post, ...more })).toEqual([400, 'malformed-request']);
  });

  it('is refused with a parameter of its query twice', async () => {
    expect(await refusalOf({ ...gatewayEvent(post), multiValueQueryStringParameters: { state: ['a', 'b'] } })).toEqual([400, 'malformed-request']);
  });

  it.each(['..', '.hidden', 'a/b', 'a%2Fb', 'a b', '', 'ä', 'a\r\n', '$', 'a'.repeat(513)])('finds nothing at a path with %j in it', async (thing) => {
    expect(await refusalOf({ route: 'GET /things/{thing}', params: { thing } })).toEqual([404, 'not-found']);
  });

  it.each([
    ['GET /nothing', 404, 'not-found'],
    ['GET /constructor', 404, 'not-found'],
    ['PUT /things', 405, 'method-not-allowed'],
    ['HEAD /things', 405, 'method-not-allowed'],
    // A preflight is the gateway's: it asks no function (decision 0100).
    ['OPTIONS /things', 405, 'method-not-allowed'],
  ])('is refused as %s', async (asked, status, code) => {
    expect(await refusalOf({ route: asked })).toEqual([status, code]);
  });

  it('is told which methods a path has', async () => {
    expect((await send({ route: 'PATCH /things/{thing}', params: { thing: '1' } })).headers.Allow).toBe('GET, DELETE, OPTIONS');
  });

  it.each([[undefined], [null], [{}], ['text'], [{ httpMethod: 'GET' }], [{ ...gatewayEvent(post), requestContext: {} }]])(
    'is refused when the event is %j',
    async (event) => {
      const { statusCode, body } = await handler(event);
      expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([400, 'malformed-request']);
    },
  );
});

describe('who calls', () => {
  it.each([person, key])('is whom the authorizer found: $kind', async (principal) => {
    await send({ ...post, principal });
    expect(seen[0]?.principal).toEqual(principal);
  });

  it('calls from where the authorizer judged, and else from where the gateway is called', async () => {
    const event = gatewayEvent({ ...post, principal: person });
    const { authorizer, identity } = event.requestContext as { readonly authorizer: object; readonly identity: { readonly sourceIp: string } };
    for (const [viewerAddress, address] of [
      ['203.0.113.9', '203.0.113.9'],
      ['2001:db8::1', '2001:db8::1'],
      ['', identity.sourceIp],
      ['203.0.113.9, 198.51.100.1', identity.sourceIp],
      [undefined, identity.sourceIp],
    ]) {
      await handler({ ...event, requestContext: { identity, authorizer: { ...authorizer, viewerAddress } } });
      expect(seen.at(-1)?.address).toBe(address);
    }
    await send({ ...post, headers: { 'X-Viewer-Address': '203.0.113.9', viewerAddress: '203.0.113.9' } });
    expect(seen.at(-1)?.address).toBe(identity.sourceIp);
  });

  it('is nobody for headers that claim somebody', async () => {
    const headers = { 'X-Principal': JSON.stringify(person), 'X-Account': 'a-1', 'X-Amzn-Authorizer': 'a-1', Authorization: 'Bearer abc' };
    expect((await send({ route: 'GET /me', headers })).statusCode).toBe(401);
    await send({ ...post, headers });
    expect(seen[0]?.principal).toBeUndefined();
  });

  it.each([
    ['nothing of use', {}],
    ['no session', { kind: 'person', account: 'a-1', tenant: 't-1', roles: 'OWNER', authenticatedAt: '1', methods: 'pwd' }],
    ['another kind', { kind: 'root', account: 'a-1' }],
    ['an odd time', { kind: 'person', account: 'a-1', tenant: 't-1', roles: '', session: 's', authenticatedAt: '1e9', methods: '' }],
  ])('is nobody when the context holds %s', async (_, authorizer) => {
    const event = gatewayEvent({ route: 'GET /me' });
    const { statusCode, headers } = await handler({ ...event, requestContext: { ...(event.requestContext as object), authorizer } });
    expect([statusCode, headers['WWW-Authenticate']]).toEqual([401, 'Bearer']);
  });

  it('must be a person where only a person may', async () => {
    expect(JSON.parse((await send({ route: 'GET /me', principal: person })).body)).toEqual(person);
    expect(await refusalOf({ route: 'GET /me', principal: key })).toEqual([403, 'person-required']);
  });
});

describe('a page that asks (CSRF)', () => {
  const foreign = [
    'https://evil.example',
    'null',
    'http://app.example.com',
    'https://app.example.com.evil.example',
    'https://app.example.com:8443',
    'https://APP.example.com',
    '',
  ];

  it.each(foreign)('changes nothing from %j', async (Origin) => {
    expect(await refusalOf({ ...post, headers: { Origin } })).toEqual([403, 'foreign-origin']);
    expect(await refusalOf({ route: 'DELETE /things/{thing}', params: { thing: '1' }, headers: { Origin } })).toEqual([403, 'foreign-origin']);
  });

  it('must be named where a cookie decides, and needn’t where none does', async () => {
    expect(await refusalOf({ route: 'DELETE /things/{thing}', params: { thing: '1' }, headers: { Origin: undefined } })).toEqual([403, 'foreign-origin']);
    expect((await send({ ...post, headers: { Origin: undefined } })).statusCode).toBe(204);
    expect((await send({ route: 'DELETE /things/{thing}', params: { thing: '1' }, headers: { Origin: ORIGINS.site } })).statusCode).toBe(204);
  });

  const permissions = (headers: Readonly<Record<string, string>>) => Object.keys(headers).filter((name) => name.startsWith('Access-Control-'));

  proves(
    { control: 'EDGE-9', part: 'echoed-origin', evidence: 'in-process' },
    'exactly the origin that asks is echoed, with Vary, and any other gets no permission',
    async () => {
      const get: Sent = { route: 'GET /things/{thing}', params: { thing: '1' } };
      for (const Origin of [ORIGINS.app, ORIGINS.site]) {
        for (const sent of [get, post, { ...get, route: 'GET /nothing' }, { ...post, body: '{' }]) {
          const { headers } = await send({ ...sent, headers: { Origin } });
          expect(headers).toMatchObject({ Vary: 'Origin', 'Access-Control-Allow-Origin': Origin, 'Access-Control-Allow-Credentials': 'true' });
          expect(headers['Access-Control-Expose-Headers']).toBe('X-Request-ID, X-RateLimit-Remaining, ETag, Link, Retry-After');
        }
      }
      for (const Origin of [...foreign, undefined]) {
        for (const asked of ['GET /things/{thing}', 'POST /things', 'GET /nothing']) {
          const { headers } = await send({ route: asked, params: { thing: '1' }, headers: { Origin } });
          expect([headers.Vary, permissions(headers)]).toEqual(['Origin', []]);
        }
      }
    },
  );
});

describe('an answer', () => {
  it('carries the security headers, its own before them, and those of the kit before all', async () => {
    reply = () => ({ status: 200, body: '<p>', headers: { 'content-type': 'text/html', 'cache-control': 'private', vary: '*', 'X-REQUEST-ID': 'mine' } });
    const { headers, body } = await send(post);
    expect(headers).toMatchObject({
      'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/html',
      'cache-control': 'private',
      Vary: 'Origin',
      'X-Request-ID': seen[0]?.correlationId,
    });
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(body).toBe('<p>');
  });

  it('is JSON that nobody keeps, its cookies each a header', async () => {
    reply = () => ({ status: 201, body: { id: 1 }, cookies: ['a=b; Secure', 'c=d; Secure'] });
    const { statusCode, headers, multiValueHeaders, body } = await send(post);
    expect([statusCode, headers['Content-Type'], headers['Cache-Control'], body]).toEqual([201, 'application/json', 'no-store', '{"id":1}']);
    expect(multiValueHeaders).toEqual({ 'Set-Cookie': ['a=b; Secure', 'c=d; Secure'] });
  });

  it.each([
    ['a header', { status: 302, headers: { Location: 'https://app.example.com/\r\nSet-Cookie: a=b' } }],
    ['a cookie', { status: 200, cookies: ['a=b\nc=d'] }],
  ])('is never sent with a line break in %s', async (_, unsafe) => {
    reply = () => unsafe;
    const { statusCode, headers, multiValueHeaders } = await send(post);
    expect([statusCode, headers.Location, multiValueHeaders]).toEqual([500, undefined, {}]);
    expect(lines).toEqual([expect.objectContaining({ status: 500, error: 'UnsafeReplyError' })]);
  });
});

describe('what fails', () => {
  it('is unavailable when a dependency is, with the correlation ID and nothing of the reason', async () => {
    reply = () => {
      throw new DependencyFailedError('dynamodb:GetItem', Object.assign(new Error('what the service said'), { name: 'InternalServerError' }));
    };
    const { statusCode, headers, body } = await send(post);
    expect([statusCode, headers['Content-Type']]).toEqual([503, 'application/problem+json']);
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'Service Unavailable',
      status: 503,
      detail: "A service that this needs doesn't answer at the moment. Try again.",
      code: 'unavailable',
      correlationId: headers['X-Request-ID'],
    });
    expect(JSON.stringify(lines)).not.toContain('said');
    expect(lines).toEqual([
      expect.objectContaining({ code: 'unavailable', error: 'DependencyFailedError', message: 'dynamodb:GetItem failed: InternalServerError.' }),
    ]);
  });

  it.each([
    new TypeError('secret@example.com is not iterable'),
    'secret@example.com' as unknown as Error,
    Object.assign(new Error('secret@example.com'), { stack: 'secret@example.com' }),
  ])('otherwise is told as nothing but that, and logged without its message: %p', async (error) => {
    reply = () => {
      throw error;
    };
    const { statusCode, body } = await send(post);
    expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([500, 'unexpected']);
    expect(body + JSON.stringify(lines)).not.toContain('secret@example.com');
  });

  it('is one line, as what succeeds is, with nothing that was sent', async () => {
    reply = () => {
      time.advance(1.5);
      return { status: 204 };
    };
    const headers = { 'X-Request-ID': '0e7b9d56-6c11-4b6e-9d8a-1f0b3f6e2a11' };
    await send({ ...post, headers });
    await send({ route: 'POST /things', body: '{"name":"mine","name":"yours"}', headers });
    expect(lines).toEqual([
      { service: 'things', route: 'POST /things', status: 204, correlationId: headers['X-Request-ID'], milliseconds: 1500 },
      { service: 'things', route: 'POST /things', status: 400, correlationId: headers['X-Request-ID'], milliseconds: 0, code: 'malformed-request' },
    ]);
  });
});

/** An answer with other headers. */
function withHeaders(answer: { readonly headers: object }, headers: object): object {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

describe('300 requests that no client of ours would send', () => {
  it.each<Sent>([
    { route: 'POST /things', body: { name: 'one', nested: { count: 1 } }, cookies: { '__Host-refresh': 'a.b' } },
    { route: 'DELETE /things/{thing}', params: { thing: '1' } },
    { route: 'GET /me', principal: person, query: { page: '1' } },
  ])('are each answered by $route, and never as a fault of ours', async (valid) => {
    await fuzzHandler({ handler, valid });
  });

  it.each<[string, (event: unknown) => Promise<unknown>]>([
    ['a fault', async (event) => ({ ...(await handler(event)), statusCode: 500 })],
    ['a stack trace', async (event) => ({ ...(await handler(event)), body: 'Error\n    at handler (index.ts:1:1)' })],
    ['no security headers', async (event) => ({ ...(await handler(event)), headers: {} })],
    ['a header of two lines', async (event) => withHeaders(await handler(event), { Vary: 'a\r\nb' })],
    ['a header without a value', async (event) => withHeaders(await handler(event), { More: undefined })],
    ['no body', async (event) => ({ ...(await handler(event)), body: undefined })],
    ['no status', async (event) => ({ ...(await handler(event)), statusCode: undefined })],
    ['a problem of another status', async (event) => ({ ...(await handler(event)), statusCode: 418 })],
    ['no answer', () => new Promise(() => undefined)],
    ['an error', () => Promise.reject(new Error('thrown'))],
  ])('find %s that is planted', async (_, planted) => {
    await expect(fuzzHandler({ handler: planted, valid: post, runs: 3, patience: 50 })).rejects.toThrow();
  });
});
