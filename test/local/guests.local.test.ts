import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { allEnvironments } from '../../lib/infrastructure/environments/environments';
import { deployEnvironment, type DeployedEnvironment } from '../../lib/local/deploy-environment';
import { newVisitor, signedIn } from '../../lib/local/smoke/person';
import type { Visitor } from '../../lib/local/smoke/visitor';
import { copyCheckout } from '../commands/support/checkout';
import { documentedLines, typeInto } from '../support/guest-checkout';
import { startCloud } from './support/local-clouds';

const INVOICE = { reference: 'R-2026-1', amount_cents: 1250 };
let checkout: string;
let deployed: DeployedEnvironment;

beforeAll(async () => {
  checkout = copyCheckout();
  const [list = '', file = ''] = documentedLines().split('\n');
  expect(typeInto(checkout, `${list}\n${file}\nnpx ringwall permissions`).status).toBe(0);
  const assembly = join(checkout, 'assembly');
  const env = { ...process.env, CDK_VALIDATION: 'false' };
  execFileSync(process.execPath, ['--import', 'tsx', 'test/support/synthesize.ts', assembly], { cwd: checkout, env });
  deployed = await deployEnvironment(await startCloud(), assembly, 'local', allEnvironments());
});

afterAll(async () => {
  await deployed.cloud.stop();
  rmSync(checkout, { recursive: true, force: true });
});

/** Status and body of an answer. */
async function ask(visitor: Visitor, method: 'DELETE' | 'GET' | 'PATCH' | 'POST', path: string, body?: object): Promise<[number, Record<string, unknown>]> {
  const answer = await visitor.call(method, path, body);
  return [answer.status, typeof answer.body === 'object' && answer.body !== null ? (answer.body as Record<string, unknown>) : {}];
}

describe('the documented service in the local cloud, over HTTP', () => {
  it('serves who signed in, and nobody of another tenant', async () => {
    const [{ visitor }, { visitor: stranger }] = [await signedIn(deployed), await signedIn(deployed)];
    const [made, { id }] = await ask(visitor, 'POST', '/invoices', INVOICE);
    expect(made).toBe(201);
    expect(await ask(visitor, 'GET', `/invoices/${String(id)}`)).toMatchObject([200, { id, amountCents: 1250, status: 'open' }]);
    expect(await ask(visitor, 'PATCH', `/invoices/${String(id)}`, { status: 'paid' })).toMatchObject([200, { status: 'paid' }]);
    expect(await ask(stranger, 'GET', `/invoices/${String(id)}`)).toMatchObject([404, { code: 'unknown-record' }]);
    expect(await ask(stranger, 'GET', '/invoices')).toEqual([200, { invoices: [] }]);
    expect((await ask(visitor, 'GET', '/invoices'))[1].invoices).toMatchObject([{ id, status: 'paid' }]);
  });

  it('refuses a caller without a token, a body off the schema, and what no role is enough for', async () => {
    const { visitor, person } = await signedIn(deployed);
    expect((await ask(newVisitor(deployed), 'POST', '/invoices', INVOICE))[0]).toBe(401);
    for (const wrong of [{ amount_cents: 0 }, { reference: 'small' }, { status: 'paid' }])
      expect((await ask(visitor, 'POST', '/invoices', { ...INVOICE, ...wrong }))[0]).toBe(400);
    expect((await ask(visitor, 'DELETE', '/invoices/b5d1a7c0-0000-4000-8000-000000000000'))[0]).toBe(404);
    const { body } = await visitor.call('POST', '/auth/login', { ...person });
    const { access_token: token } = body as { readonly access_token: string };
    const thief = newVisitor(deployed);
    const stolen = { Authorization: `Bearer ${token}` };
    expect((await thief.call('DELETE', '/invoices/b5d1a7c0-0000-4000-8000-000000000000', undefined, stolen)).status).toBe(403);
    expect((await thief.call('GET', '/invoices', undefined, stolen)).status).toBe(200);
  });
});
