import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { gatewayModel, longestOf, type GatewayModel } from '../../../../lib/infrastructure/constructs/api/gateway-model';
import { contractsOf } from '../../../../lib/infrastructure/contracts';
import { apiBodies, CONTRACTS_WITH_BODIES } from '../../../support/api-bodies';
import { drawnBody, type DrawnSchema } from '../../../support/drawn-body';
import { gatewayAdmits } from '../../../support/gateway-admits';

const FILE = join(__dirname, '../../../../lib/infrastructure/constructs/api/gateway-models.json');

/** Every model by name; two routes may share one, if they share the schema. */
function models(): Readonly<Record<string, GatewayModel>> {
  const made = new Map<string, GatewayModel>();
  for (const { route, model, schema } of apiBodies()) {
    if (model === undefined || schema === undefined) continue;
    const one = gatewayModel(schema);
    if (made.has(model) && JSON.stringify(made.get(model)) !== JSON.stringify(one))
      throw new Error(`${route} has another schema than others of the model ${model}`);
    made.set(model, one);
  }
  return Object.fromEntries([...made].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

describe('the models at the gateway (EDGE-13)', () => {
  it("are the handlers' own schemas: written anew with RINGWALL_WRITE_MODELS=1", () => {
    const text = `${JSON.stringify(models(), null, 2)}\n`;
    if (process.env.RINGWALL_WRITE_MODELS === '1') writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });

  it('stand for each body that a handler reads, and for nothing else', () => {
    for (const { route, model, schema } of apiBodies()) expect([route, model !== undefined]).toEqual([route, schema !== undefined]);
  });

  it('are known for each function that has a model; those of guests are made whenever they are needed', () => {
    const named = contractsOf('request').filter(({ path, routes = [] }) => !path.startsWith('guests/') && routes.some(({ model }) => model !== undefined));
    expect(named.map(({ name }) => name).filter((name) => !CONTRACTS_WITH_BODIES.some((known) => known.name === name))).toEqual([]);
  });

  it('refuse what the handler would refuse: another member, a text too long, a missing member', () => {
    const admits = gatewayAdmits(models().StepUp ?? {});
    expect(admits({ password: 'correct horse battery staple' })).toBe(true);
    expect(admits({ password: 'x', admin: true })).toBe(false);
    expect(admits({ password: 'x'.repeat(257) })).toBe(false);
    expect(admits({})).toBe(false);
  });

  it.each(apiBodies().flatMap(({ route, schema }) => (schema === undefined ? [] : [[route, schema] as const])))(
    'admit what the handler admits: %s',
    (_, schema) => {
      const admits = gatewayAdmits(gatewayModel(schema));
      const drawn = drawnBody(z.toJSONSchema(schema, { target: 'draft-04', io: 'input' }) as DrawnSchema).filter((body) => schema.safeParse(body).success);
      fc.assert(
        fc.property(drawn, (body) => admits(body)),
        { numRuns: 50 },
      );
    },
  );

  it.each([
    ['ChangeTenant', { name: 'Ärzte & Söhne 文' }],
    ['CreateApiKey', { name: 'Nachtlauf – №1', scopes: ['documents:read'], expires_in_days: 1 }],
  ])('admit ordinary names in %s, which an engine without `u` must be able to read', (name, body) => {
    const admits = gatewayAdmits(models()[name] ?? {});
    expect([admits(body), admits({ ...body, name: 'a\u0000b' })]).toEqual([true, false]);
  });
});

describe('the longest text of a pattern', () => {
  it.each([
    ['^[0-9]{6}$', 6],
    ['^[a-z]{1,3}-[0-9]$', 5],
    ['^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 36],
    ['^(?:a|bcd)?e$', 4],
    [String.raw`^[\p{L}\p{N}][\p{L} _.-]{0,63}$`, 64],
  ])('of %s is %d', (pattern, length) => {
    expect(longestOf(pattern)).toBe(length);
  });

  it.each([['^[0-9]+$'], ['^a*$'], ['^a{2,}$'], ['[0-9]{6}'], ['^(?:a+){2}$'], ['^(?:a$']])('is refused for %s', (pattern) => {
    expect(() => longestOf(pattern)).toThrow();
  });
});
