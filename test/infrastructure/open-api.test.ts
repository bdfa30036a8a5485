import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { openApi } from '../../lib/infrastructure/open-api';

interface Operation {
  readonly security: readonly object[];
  readonly description: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
}

const document = openApi() as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })));
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
      if (name !== undefined) expect(document.components.schemas).toHaveProperty(name);
      expect((one.parameters ?? []).map((parameter) => parameter.name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter));
    }
  });

  it('holds schemas of JSON Schema 2020-12 that refuse what the handlers refuse', () => {
    const ajv = addFormats(new Ajv2020({ strict: false }));
    const accepts = (name: string, body: unknown) => ajv.validate(document.components.schemas[name] ?? false, body);
    for (const schema of Object.values(document.components.schemas)) expect(() => ajv.compile(schema)).not.toThrow();
    expect(accepts('LoginRequest', { email: 'a@example.net', password: 'x' })).toBe(true);
    expect(accepts('LoginRequest', { email: 'a@example.net', password: 'x', admin: true })).toBe(false);
    expect(accepts('LoginRequest', { email: 'a@example.net' })).toBe(false);
    expect(accepts('LoginRequest', { email: 'a@example.net', password: '' })).toBe(false);
  });
});
