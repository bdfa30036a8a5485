import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { personalData } from '../../../../lambdas/identity/rights/personal-data';
import { STEP_UP_SECONDS } from '../../../../lambdas/shared/http/step-up';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { decide } from '../../../../lambdas/shared/authorization/decide';
import type { Resource } from '../../../../lambdas/shared/authorization/request';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import { CALM } from '../../../support/access-requests';
import { proves } from '../../../support/proves';
import { EMAIL, RightsWorld } from './rights-world';

const SCHEMA = 'docs/personal-data.schema.json';
const RIGHTS = { control: 'CMP-6', part: 'rights-work', evidence: 'in-process' } as const;

async function withEverything() {
  const world = await RightsWorld.make();
  const seeds = { passkeys: [{ id: 'Y3JlZA', name: 'My key', publicKey: 'a2V5', counter: 0, transports: [], createdAt: 1 }] };
  const links = [{ provider: 'example', issuer: 'https://idp.example', subject: 'ada-1', linkedAt: 5 }];
  const account = await world.account({ ...seeds, links, recoveryCodes: [{ version: 1, hash: 'aGFzaA' }], lastLoginAt: 7 }, EMAIL);
  const sealedNumber = await world.sealed.fields.seal(account, 'phone-number', '+41790000042');
  const sealedSecret = await world.sealed.fields.seal(account, 'totp-secret', 'JBSWY3DP');
  const phone = { sealedNumber, ending: '42', country: 'CH', confirmedAt: 1 };
  await world.change(account.id, { phone, totp: { sealedSecret, enrolledAt: 1, lastStep: 1 } });
  const person = await world.person(account);
  await world.apiKey(person, 'Nightly report');
  return { world, account, person };
}

describe('the copy of one’s own data', () => {
  proves(RIGHTS, 'access and portability: it holds what is kept, by its published schema, and no secret, hash or seal', async () => {
    const { world, account, person } = await withEverything();
    const { status, body, headers } = await world.as(person, 'GET /auth/data');
    expect(status).toBe(200);
    const data = personalData.parse(body);
    expect(data).toMatchObject({
      account: { id: account.id, email: EMAIL, status: 'active', last_sign_in_at: '1970-01-01T00:00:07.000Z' },
      membership: { tenant: account.tenant, roles: ['OWNER'] },
      factors: { phone: { number: '+41790000042' }, passkeys: [{ name: 'My key' }], recovery_codes_left: 1 },
      links: [{ issuer: 'https://idp.example', subject: 'ada-1' }],
      sessions: [{ id: person.session, address: '192.0.2.1', browser: 'test browser' }],
      api_keys: [{ name: 'Nightly report' }],
      elsewhere: [{ what: 'documents', route: 'GET /documents/export' }],
    });
    expect(headers['Content-Disposition']).toBe('attachment; filename="your-data.json"');
    for (const secret of ['aGFzaA', 'JBSWY3DP', 'a2V5', (await world.read(account.id)).totp?.sealedSecret ?? 'none'])
      expect(JSON.stringify(body)).not.toContain(secret);
  });

  proves(RIGHTS, 'a copy of one’s data is in the trail and every channel is told of it', async () => {
    const { world, account, person } = await withEverything();
    await world.as(person, 'GET /auth/data');
    expect(world.events('data.exported')).toMatchObject([
      { userId: account.id, tenantId: account.tenant, resource: `account/${account.id}`, result: 'success' },
    ]);
    expect(world.notices.told).toMatchObject([{ account: account.id, message: { kind: 'data-exported' } }]);
    expect(world.notices.phones).toMatchObject([{ ending: '42' }]);
  });

  it.each(['VIEWER', 'MEMBER', 'ADMIN', 'OWNER', 'SUPER_ADMIN'] as const)('names the route of documents that the policies let a %s use', async (role) => {
    const { world, account, person } = await withEverything();
    await world.change(account.id, { roles: [role] });
    const { body } = await world.as({ ...person, roles: [role] }, 'GET /auth/data');
    const [{ route, media_type: type } = { route: '', media_type: '' }, ...others] = personalData.parse(body).elsewhere;
    const principal = { type: 'Person', id: `account/${account.id}`, tenant: account.tenant, roles: [role], grants: [] } as const;
    const may = (action: string, resource: Resource) =>
      decide(COMPILED_POLICIES, COMPILED_POLICIES.hash, { principal, action, resource, context: CALM }).allowed;
    const exports = may('data:export', { type: 'Tenant', tenant: account.tenant });
    expect([route, type, others]).toEqual([exports ? 'GET /documents/export' : 'GET /documents', exports ? 'application/x-ndjson' : 'application/json', []]);
    expect(may('documents:read', { type: 'Document', tenant: account.tenant, creator: principal.id })).toBe(true);
  });

  it('names the export to who has the permission by a role of their organisation, and not of one that is for own things', async () => {
    const { world, account, person } = await withEverything();
    await world.change(account.id, { roles: ['MEMBER'] });
    const routeBy = async (grants: readonly string[]) => {
      const { body } = await world.as({ ...person, roles: ['MEMBER'], grants }, 'GET /auth/data');
      return personalData.parse(body).elsewhere.map(({ route }) => route);
    };
    for (const grant of ['data:export', 'data:export+trusted']) expect(await routeBy(['documents:read', grant])).toEqual(['GET /documents/export']);
    for (const grant of ['data:export+own', 'documents:read']) expect(await routeBy([grant])).toEqual(['GET /documents']);
  });

  it('holds nothing of others', async () => {
    const { world, person } = await withEverything();
    const colleague = await world.person(await world.account({ tenant: person.tenant, roles: ['MEMBER'] }, 'grace@mail.example'));
    await world.apiKey(colleague, 'Of somebody else');
    const text = JSON.stringify((await world.as(person, 'GET /auth/data')).body);
    for (const other of [colleague.account, colleague.session, 'grace@mail.example', 'Of somebody else']) expect(text).not.toContain(other);
  });

  it('shows the address of whom they invited masked, also once they may see no addresses any more', async () => {
    const { world, account, person } = await withEverything();
    expect(await world.as(person, 'POST /tenant/invitations', { body: { email: 'invited@mail.example', role: 'VIEWER' } })).toMatchObject({ status: 201 });
    for (const role of ['OWNER', 'VIEWER'] as const) {
      await world.change(account.id, { roles: [role] });
      const { status, body } = await world.as({ ...person, roles: [role] }, 'GET /auth/data');
      expect([status, personalData.parse(body).invitations]).toMatchObject([200, [{ email: 'i***@mail.example', role: 'VIEWER' }]]);
      expect(JSON.stringify(body)).not.toContain('invited@');
    }
  });

  it('has what they made in a tenant that they left, and names it', async () => {
    const { world, account, person } = await withEverything();
    const tenant = randomUUID();
    await world.apiKey({ ...person, tenant }, 'Made before');
    await world.change(account.id, { formerTenants: [{ tenant, leftEmpty: false }] });
    const { membership, api_keys } = personalData.parse((await world.as(person, 'GET /auth/data')).body);
    expect([membership.former_tenants, api_keys.map(({ name }) => name).sort()]).toEqual([[tenant], ['Made before', 'Nightly report']]);
  });

  it('is refused without a fresh proof, after a revocation, and to an API key, with nothing told', async () => {
    const { world, person } = await withEverything();
    const key = { kind: 'api-key', key: 'k', tenant: person.tenant, scopes: ['account:export'], creator: person } as const;
    expect(await world.send({ route: 'GET /auth/data', principal: key })).toMatchObject({ status: 403, code: 'person-required' });
    expect(await world.as({ ...person, session: randomUUID() }, 'GET /auth/data')).toMatchObject({ status: 401, code: 'session-ended' });
    expect(await world.send({ route: 'GET /auth/data' })).toMatchObject({ status: 401 });
    world.time.advance(STEP_UP_SECONDS + 1);
    expect(await world.as(person, 'GET /auth/data')).toMatchObject({ status: 403, code: 'step-up-required' });
    expect([world.store.events, world.told]).toEqual([[], []]);
  });

  it('leaves nowhere when it can’t be put into the trail', async () => {
    const { world, person } = await withEverything();
    world.store.failNext(undefined, 'commit');
    const { status, body } = await world.as(person, 'GET /auth/data');
    expect([status, JSON.stringify(body).includes(EMAIL), world.told]).toEqual([503, false, []]);
  });

  it('leaves nowhere for a session that is revoked meanwhile', async () => {
    const { world, person } = await withEverything();
    world.revokeAtCommit(person);
    expect(await world.as(person, 'GET /auth/data')).toMatchObject({ status: 401, code: 'session-ended' });
  });

  it('is unavailable, and not in part there, when the pool fails', async () => {
    const { world, person } = await withEverything();
    world.pool.failNext(new DependencyFailedError('cognito-idp:AdminGetUser', new Error('down')));
    expect(await world.as(person, 'GET /auth/data')).toMatchObject({ status: 503 });
    expect(world.store.events).toEqual([]);
  });

  it('is given ten times an hour', async () => {
    const { world, person } = await withEverything();
    for (let count = 0; count < 10; count += 1) expect(await world.as(person, 'GET /auth/data')).toMatchObject({ status: 200 });
    expect(await world.as(person, 'GET /auth/data')).toMatchObject({ status: 429 });
  });

  it(`has the schema of ${SCHEMA} (written by RINGWALL_WRITE_MODELS=1)`, () => {
    const text = `${JSON.stringify(z.toJSONSchema(personalData), undefined, 2)}\n`;
    if (process.env.RINGWALL_WRITE_MODELS === '1') writeFileSync(SCHEMA, text);
    expect(readFileSync(SCHEMA, 'utf8')).toBe(text);
  });
});
