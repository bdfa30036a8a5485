import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Domains from '../support/access-domains';
import type * as Cedar from '../support/cedar';
import type * as Compiled from '../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../lambdas/shared/authorization/decide';
import { bundleFunctions } from '../../lib/infrastructure/bundles';
import { contractsOf } from '../../lib/infrastructure/contracts';
import { copyCheckout } from '../commands/support/checkout';
import { documentedLines, typeInto, type ShellRun } from '../support/guest-checkout';
import { gatewayAdmits } from '../support/gateway-admits';
import { somebody } from '../support/token-world';
import { GuestWorld } from './guest-world';

const INVOICE = { reference: 'R-2026-1', amount_cents: 1250 };

let checkout: string;
let run: ShellRun;
const inCopy = (path: string): unknown => jest.requireActual(join(checkout, path));
const policySet = () => (inCopy('lambdas/shared/authorization/compiled-policies') as typeof Compiled).COMPILED_POLICIES;

beforeAll(() => {
  checkout = copyCheckout();
  // A team's clone has guests of its own.
  writeFileSync(join(checkout, 'lib/infrastructure/guests.ts'), 'export {};\n');
  rmSync(join(checkout, 'lambdas/guests'), { recursive: true, force: true });
  run = typeInto(checkout, documentedLines());
});

afterAll(() => {
  rmSync(checkout, { recursive: true, force: true });
});

describe('a service that is added as docs/guests.md says', () => {
  it('is judged by every check, proof and nag rule, and nothing is found', () => {
    expect(run.output).toContain('wrote lambdas/shared/authorization/policies/guests.cedar');
    expect(run.output).toMatch(/nag rules judged: \d+ pass, \d+ accepted, 0 fail, 0 error/);
    expect(run.status).toBe(0);
  });

  it('is in no environment before', () => {
    expect(contractsOf('request').map(({ name }) => name)).not.toContain('guest-invoices');
    expect(bundleFunctions().functions).not.toContain('guests/invoices');
  });

  it('compiles as strictly as all else', () => {
    const project = { extends: './tsconfig.json', include: ['lib/infrastructure/contracts.ts', 'lambdas/guests', 'lambdas/shared/guest'] };
    writeFileSync(join(checkout, 'tsconfig.guests.json'), JSON.stringify(project));
    const { status, stdout } = spawnSync('node_modules/.bin/tsc', ['--noEmit', '-p', 'tsconfig.guests.json'], { cwd: checkout, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  });

  it("is decided on as Cedar's own engine decides, in every request of the small domains", () => {
    const set = policySet();
    const { cedarEngine, outcomeOf } = inCopy('test/support/cedar') as typeof Cedar;
    const { everyGrant, everyPerson, everyKey } = inCopy('test/support/access-domains') as typeof Domains;
    const engine = cedarEngine();
    const requests = [...everyPerson(), ...everyGrant(), ...everyKey()].filter(({ action }) => action.startsWith('invoices:'));
    expect(new Set(requests.map(({ action }) => action)).size).toBe(4);
    const answers = requests.map((request) => outcomeOf(decide(set, set.hash, request)));
    expect(answers).toEqual(requests.map((request) => engine(request).outcome));
    expect(new Set(answers)).toEqual(new Set(['permitted', 'forbidden', 'no-permit']));
  });
});

describe('its function and the authorizer, as they are built', () => {
  const OTHER = { account: '1c0f2a7e-2b0c-4a3e-9c55-3f1f6f0f0a09' };
  let world: GuestWorld;

  beforeAll(async () => {
    world = await GuestWorld.start(checkout, policySet().hash);
  });

  afterAll(() => world.stop());

  it('serve who has the permission, and keep the event beside the record', async () => {
    const member = world.caller({ roles: ['MEMBER'] });
    const made = await member('POST /invoices', { body: INVOICE });
    expect(made).toMatchObject({ status: 201, body: { id: expect.any(String) as string } });
    const invoice = String(made.body.id);
    expect(JSON.stringify(world.cloud.written)).toContain(`invoices/${invoice}`);
    expect(JSON.stringify(world.cloud.written)).toContain('record.created');
    expect(await member('GET /invoices/{invoice}', { invoice })).toMatchObject({ status: 200, body: { id: invoice, amountCents: 1250, status: 'open' } });
    expect(await member('PATCH /invoices/{invoice}', { invoice, body: { status: 'paid' } })).toMatchObject({ status: 200, body: { status: 'paid' } });
    expect((await member('GET /invoices', {})).body.invoices).toMatchObject([{ id: invoice, status: 'paid' }]);
    expect(await member('POST /invoices/{invoice}/withdrawal', { invoice })).toMatchObject({ status: 204 });
    expect((await member('GET /invoices', {})).body.invoices).toMatchObject([{ id: invoice, status: 'withdrawn' }]);
  }, 60_000);

  it('show a record to nobody whose role has it not: neither to another member nor to another tenant', async () => {
    const member = world.caller({ roles: ['MEMBER'] });
    const invoice = String((await member('POST /invoices', { body: INVOICE })).body.id);
    const [neighbour, administrator] = [world.caller({ ...OTHER, roles: ['MEMBER'] }), world.caller({ ...OTHER, roles: ['ADMIN'] })];
    const stranger = world.caller({ ...OTHER, tenant: '6d0a3a52-6c7b-4a44-8a55-6f8ad0ff3309', roles: ['OWNER'] });
    for (const one of [neighbour, stranger]) {
      expect(await one('GET /invoices/{invoice}', { invoice })).toMatchObject({ status: 404, body: { code: 'unknown-record' } });
      expect(JSON.stringify(world.cloud.written.at(-1))).toContain('access.denied');
      expect(await one('PATCH /invoices/{invoice}', { invoice, body: { status: 'paid' } })).toMatchObject({ status: 404 });
      expect((await one('GET /invoices', {})).body.invoices).toEqual([]);
    }
    expect(await administrator('GET /invoices/{invoice}', { invoice })).toMatchObject({ status: 200 });
  }, 60_000);

  it('let nobody come without a token, a viewer not write, nor an administrator remove from an unknown device', async () => {
    expect(await world.decide('POST /invoices', undefined)).toEqual({ failure: 'nobody: Unauthorized' });
    expect(await world.decide('POST /invoices', { roles: ['VIEWER'] })).toMatchObject({ effect: 'Deny', reason: 'no-permit' });
    expect(await world.decide('GET /invoices', { roles: ['VIEWER'] })).toMatchObject({ effect: 'Deny' });
    expect(await world.decide('PUT /invoices', { roles: ['OWNER'] })).toMatchObject({ effect: 'Deny', reason: 'unknown-action' });
    expect(await world.decide('POST /invoices', { roles: ['MEMBER'] })).toMatchObject({ effect: 'Allow', policy: 'guest-invoices-write-all' });
    expect(await world.decide('DELETE /invoices/{invoice}', { roles: ['MEMBER'] })).toMatchObject({ effect: 'Deny' });
    expect(await world.decide('DELETE /invoices/{invoice}', { roles: ['ADMIN'] })).toMatchObject({ effect: 'Deny', policy: 'high-risk' });
  }, 60_000);

  it('refuse a request that came by no authorizer, and serve no record under other policies than the published', async () => {
    expect(await world.ask('POST /invoices', { body: INVOICE })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    const member = world.caller({ roles: ['MEMBER'] });
    const invoice = String((await member('POST /invoices', { body: INVOICE })).body.id);
    const principal = somebody({ roles: ['MEMBER'] });
    expect(await world.ask('GET /invoices/{invoice}', { invoice, principal })).toMatchObject({ status: 200 });
    expect(await world.ask('GET /invoices/{invoice}', { invoice, principal }, { POLICY_SET: 'another' })).toMatchObject({ status: 404 });
  }, 60_000);

  it.each([
    ['another member', { ...INVOICE, status: 'paid' }],
    ['no amount', { reference: INVOICE.reference }],
    ['an amount that is none', { ...INVOICE, amount_cents: 0 }],
    ['a text', { ...INVOICE, amount_cents: '1250' }],
    ['a long reference', { ...INVOICE, reference: 'A'.repeat(31) }],
    ['a strange reference', { ...INVOICE, reference: '<script>' }],
  ])('refuse a body with %s, at the gateway and behind it', async (_, body) => {
    const { components } = JSON.parse(readFileSync(join(checkout, 'docs/openapi.json'), 'utf8')) as { components: { schemas: Record<string, object> } };
    const validate = gatewayAdmits(components.schemas.GuestPostInvoices!);
    expect([validate(INVOICE), validate(body)]).toEqual([true, false]);
    expect(await world.ask('POST /invoices', { body, principal: somebody({ roles: ['MEMBER'] }) })).toMatchObject({
      status: 400,
      body: { code: 'malformed-request' },
    });
  });
});

describe('a service that can not be deployed safely', () => {
  const FILE = 'lambdas/guests/invoices.ts';
  let written: string;

  beforeAll(() => {
    written = readFileSync(join(checkout, FILE), 'utf8');
  });

  afterEach(() => {
    writeFileSync(join(checkout, FILE), written);
  });

  /** What a command says to the file with a mistake. */
  const mistaken = (from: string, to: string, command: string): ShellRun => {
    expect(written).toContain(from);
    writeFileSync(join(checkout, FILE), written.replace(from, to));
    return typeInto(checkout, command);
  };

  it.each([
    [
      'was changed, and what follows was not',
      "{ all: 'MEMBER' }",
      "{ all: 'VIEWER' }",
      "These aren't what follows from the contracts, guests and Cedar policies: lambdas/",
    ],
    ['gives a permission to nobody', "{ all: 'MEMBER' }", '{}', "The guest 'invoices' has the permission invoices:write, which nobody has."],
  ])('is refused at synthesis, with exit code 2, when it %s', (_, from, to, message) => {
    const { status, output } = mistaken(from, to, 'npx ringwall audit --env dev');
    expect(output).toContain(message);
    expect(status).toBe(2);
  });

  const LIST = "route('invoices:read', undefined, listInvoices)";
  it.each([
    ['names a role that there is not', "{ all: 'MEMBER' }", "{ all: 'CHIEF' as never }", 'to the role "CHIEF", which there is not. Roles: SUPER_ADMIN,'],
    [
      'has a route without a permission',
      LIST,
      'route(undefined as never, undefined, listInvoices)',
      'has the route GET /invoices, which demands no permission.',
    ],
    ['has a route that nobody handles', LIST, "route('invoices:read', undefined, undefined as never)", 'has the route GET /invoices, which nobody handles.'],
    [
      'has a path of ours',
      "'GET /invoices/{invoice}'",
      "'GET /documents/{invoice}'",
      "has the route 'GET /documents/{invoice}', whose path isn’t its own. Let it begin with /invoices.",
    ],
    ['is called otherwise than it is listed', "name: 'invoices'", "name: 'bills'", "The guest 'bills' is listed as 'invoices'."],
    ['has a path that is none', "'GET /invoices/{invoice}'", "'GET /invoices/{in voice}'", "'GET /invoices/{in voice}', whose path is no path here."],
    ['has a body without bounds', 'const payment = z.strictObject({', 'const payment = z.object({', 'in whose body the whole takes members that nobody named.'],
    ['is exported by another name', 'export const invoices = ', 'export const bills = ', "The guest 'invoices' is listed and is none."],
  ])('is refused before anything of it is written, when it %s', (_, from, to, message) => {
    const { status, output } = mistaken(from, to, 'npx ringwall permissions');
    expect(output).toContain(message);
    expect(output).not.toContain('wrote');
    expect(status).toBe(2);
  });

  it.each(['permissions', 'audit --env dev'])("that is listed and isn't there stops `ringwall %s` with its name", (command) => {
    const list = join(checkout, 'lib/infrastructure/guests.ts');
    const before = readFileSync(list, 'utf8');
    writeFileSync(list, `${before}export { absent } from '../../lambdas/guests/absent';\n`);
    const { status, output } = typeInto(checkout, `npx ringwall ${command}`);
    writeFileSync(list, before);
    expect(output).toContain(
      "ringwall: lib/infrastructure/guests.ts lists a file that isn't there: Cannot find module '../../lambdas/guests/absent'. Correct its line",
    );
    expect(status).toBe(2);
  });
});
