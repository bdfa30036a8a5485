import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { corsHeaders } from '../../lambdas/shared/http/cors';
import { PREFLIGHT } from '../../lib/infrastructure/constructs/api/headers';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { assertDescribed, DESCRIPTION } from '../support/described';
import { ORIGINS } from '../support/gateway-event';

/** To T§6.3, by decision 0129. */
const ADDED = ['If-Match', 'If-None-Match', 'Idempotency-Key', 'ETag', 'Link', 'Retry-After'];
const operations = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })));
const routes = contractsOf('request').flatMap((contract) => contract.routes ?? []);

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
      expect(Object.keys(one.responses['2XX']?.headers ?? {})).toEqual(answers);
      const others = refuses ?? ['4XX'];
      const bodies = model === undefined ? [] : [413, 415];
      const conditions = 'If-None-Match' in headers ? [304] : [];
      expect(Object.keys(one.responses).toSorted()).toEqual(['2XX', 400, 401, 403, 429, 500, 503, ...bodies, ...conditions, ...others].map(String).toSorted());
    }
  });

  it('is what worlds of tests hold answers against: a status or a header that it lacks is found', () => {
    expect(() => {
      assertDescribed('GET /documents', 404, {});
    }).toThrow('answers 404');
    expect(() => {
      assertDescribed('POST /auth/login', 500, {});
    }).not.toThrow();
    expect(() => {
      assertDescribed('GET /documents', 200, { ETag: '"1"' });
    }).toThrow('answers the header ETag');
    expect(() => {
      assertDescribed('GET /documents/{document}', 200, { ETag: '"1"' });
    }).not.toThrow();
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
