import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { corsHeaders } from '../../lambdas/shared/http/cors';
import { PREFLIGHT } from '../../lib/infrastructure/constructs/api/headers';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { ANSWERS } from '../../lib/infrastructure/open-api-answers';
import { assertDescribed, describedAs, DESCRIPTION } from '../support/described';
import { ORIGINS } from '../support/gateway-event';

/** To T§6.3, by decision 0129. */
const ADDED = ['If-Match', 'If-None-Match', 'Idempotency-Key', 'ETag', 'Link', 'Retry-After'];
const operations = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })));
const routes = contractsOf('request').flatMap((contract) => contract.routes ?? []);

const JSON_TYPE = { 'Content-Type': 'application/json' };
const WRITTEN = { document_id: '0b0f2a7e-2b0c-4a3e-9c55-3f1f6f0f0a01', version: 1 };

describe('the OpenAPI description', () => {
  it('has every route of the API, and no other', () => {
    const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    const declared = routes.filter(({ path }) => path !== '/').map(({ path, method }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(declared.toSorted());
    expect(described.length).toBeGreaterThan(30);
  });

  it('demands a token exactly where the contract demands a permission', () => {
    for (const { path, method, one } of operations) {
      const access = routes.find((route) => route.path === path && route.method.toLowerCase() === method)?.access ?? {};
      expect({ path, method, secured: one.security.length > 0 }).toEqual({ path, method, secured: 'permission' in access });
    }
  });

  it('names a schema that is there for each body, and a parameter for each brace', () => {
    for (const { path, one } of operations) {
      const name = one.requestBody?.content['application/json']?.schema.$ref.split('/').at(-1);
      if (name !== undefined) expect(DESCRIPTION.components.schemas).toHaveProperty(name);
      expect((one.parameters ?? []).flatMap((parameter) => (parameter.in === 'path' ? [parameter.name] : []))).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter),
      );
    }
  });

  it('has the headers, parameters of the query, answers and refusals that contracts name, and with them those of every route', () => {
    for (const { path, method, one } of operations) {
      const { headers = {}, query = [], answers = [], refuses, model } = routes.find((route) => route.path === path && route.method.toLowerCase() === method)!;
      const named = (where: string) => (one.parameters ?? []).flatMap((parameter) => (parameter.in === where ? [parameter] : []));
      expect(Object.fromEntries(named('header').map(({ name, required }) => [name, required ? 'required' : 'optional']))).toEqual(headers);
      expect(named('query').map(({ name, required }) => [name, required])).toEqual(query === 'any' ? [] : query.map((name) => [name, false]));
      const [answer = ''] = Object.keys(one.responses).filter((status) => status < '4' && status !== '304');
      expect(Object.keys(one.responses[answer]?.headers ?? {})).toEqual(['X-Request-ID', 'X-RateLimit-Remaining', ...answers]);
      const others = refuses ?? ['4XX'];
      const bodies = model === undefined ? [] : [413, 415];
      const conditions = 'If-None-Match' in headers ? [304] : [];
      expect(Object.keys(one.responses).toSorted()).toEqual([answer, 400, 401, 403, 429, 500, 503, ...bodies, ...conditions, ...others].map(String).toSorted());
    }
  });

  it.each([
    ['a status', 'GET /documents', { statusCode: 404 }, 'answers 404'],
    ['another success', 'GET /documents', { statusCode: 201 }, 'answers 201'],
    ['a header', 'GET /documents', { statusCode: 200, headers: { ETag: '"1"' } }, 'answers the header ETag'],
    ['a body where there is none', 'DELETE /documents/{document}', { statusCode: 204, headers: JSON_TYPE, body: '{}' }, "body of the type 'application/json'"],
    ['no body where there is one', 'GET /documents', { statusCode: 200 }, "body of the type ''"],
    ['another media type', 'GET /documents/export', { statusCode: 200, headers: JSON_TYPE, body: '{}' }, "body of the type 'application/json'"],
    [
      'a member too many',
      'POST /documents',
      { statusCode: 201, headers: JSON_TYPE, body: JSON.stringify({ ...WRITTEN, owner: 'x' }) },
      'additional properties',
    ],
    ['a member too few', 'POST /documents', { statusCode: 201, headers: JSON_TYPE, body: '{"version":1}' }, 'document_id'],
  ])('is what worlds of tests hold answers against: %s that it lacks is found', (_, route, answer, message) => {
    expect(() => {
      assertDescribed(route, { headers: {}, body: '', ...answer });
    }).toThrow(message);
  });

  it('lets pass what it has, and refusals where it tells not all of them', () => {
    for (const [route, answer] of [
      ['POST /documents', { statusCode: 201, headers: { ...JSON_TYPE, ETag: '"1"' }, body: JSON.stringify(WRITTEN) }],
      ['DELETE /documents/{document}', { statusCode: 204 }],
      ['POST /auth/login', { statusCode: 418 }],
      ['POST /auth/login', { statusCode: 500 }],
    ] as const)
      expect(() => {
        assertDescribed(route, { headers: {}, body: '', ...answer });
      }).not.toThrow();
  });

  it('says what each route of ours answers, under a name of its own', () => {
    const named = operations.map(({ one }) => one.operationId);
    expect(new Set(named).size).toBe(named.length);
    expect(operations.filter(({ one }) => '2XX' in one.responses)).toEqual([]);
    expect(Object.keys(ANSWERS).filter((route) => describedAs(route) === undefined)).toEqual([]);
  });

  it('names no header that a page of ours couldn’t send or read (decision 0129)', () => {
    const list = (headers: Readonly<Record<string, string>>, name: string) => headers[`Access-Control-${name}-Headers`]?.split(/, ?/) ?? [];
    const admitted = list(PREFLIGHT, 'Allow');
    const exposed = list(corsHeaders(ORIGINS.app, ORIGINS), 'Expose');
    expect(list(PREFLIGHT, 'Expose')).toEqual(exposed);
    const named = routes.flatMap(({ headers = {}, answers = [] }) => [...Object.keys(headers), ...answers]);
    // The first repeats what the body says, and who sends a write again knows the second.
    const needless = ['Location', 'Idempotency-Replayed'];
    const admits = new Set([...admitted, ...exposed, ...needless]);
    expect(named.filter((name) => !admits.has(name))).toEqual([]);
    expect([...admitted, ...exposed].filter((name) => ADDED.includes(name) && name !== 'Retry-After' && !named.includes(name))).toEqual([]);
  });

  it('holds schemas of JSON Schema 2020-12 that refuse what the handlers refuse', () => {
    const ajv = addFormats(new Ajv2020({ strict: false }));
    const accepts = (name: string, body: unknown) => ajv.validate(DESCRIPTION.components.schemas[name] ?? false, body);
    for (const schema of Object.values(DESCRIPTION.components.schemas)) expect(() => ajv.compile(schema)).not.toThrow();
    expect(accepts('LoginRequest', { email: 'a@example.net', password: 'x' })).toBe(true);
    expect(accepts('LoginRequest', { email: 'a@example.net', password: 'x', admin: true })).toBe(false);
    expect(accepts('LoginRequest', { email: 'a@example.net' })).toBe(false);
    expect(accepts('LoginRequest', { email: 'a@example.net', password: '' })).toBe(false);
  });
});
