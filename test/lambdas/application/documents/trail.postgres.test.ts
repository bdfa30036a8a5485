import { randomUUID } from 'node:crypto';
import { COMPILED_POLICIES } from '../../../../lambdas/shared/authorization/compiled-policies';
import { DependencyFailedError } from '../../../../lambdas/shared/dependency-failed-error';
import type { Principal } from '../../../../lambdas/shared/http/request';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { proves } from '../../../support/proves';
import { DocumentsWorld, WANTED, type Answered } from './documents-world';

let database: TestDatabase;
let world: DocumentsWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  world = await DocumentsWorld.on(database);
});

afterAll(() => database.drop());

const EVERY_DECISION = { control: 'AUD-2', part: 'every-decision', evidence: 'in-process' } as const;
const READ = 'GET /documents/{document}';
const DOWNLOAD = 'GET /documents/{document}/attachment';
const policySet = COMPILED_POLICIES.hash;

const call = (principal: Principal, route: string, document: string, version = 1): Promise<Answered> =>
  world.call(principal, route, {
    params: { document },
    headers: { 'If-Match': `"${String(version)}"`, Accept: 'application/octet-stream' },
    ...(route.startsWith('PATCH') ? { body: { title: 'Ours' } } : {}),
    ...(route.startsWith('PUT') ? { body: { content: Buffer.from('A text').toString('base64') } } : {}),
  });

/** What happened since the last time, with what each rests on. */
const told = () => world.events.splice(0).map(({ action, result, details }) => [action, result, details]);

describe('the trail of documents', () => {
  proves(
    EVERY_DECISION,
    'a denial on a document names the policy that forbids, the policy set and the reason, or that none permits or nothing is there',
    async () => {
      const member = world.person('MEMBER');
      const [admin, other] = [world.person('ADMIN', member.tenant), world.person('MEMBER', member.tenant)];
      const id = await world.create(member);
      told();
      const by = ({ account }: typeof member, permission: string, wanted: string, policy: string, reason: string) => [
        'access.denied',
        'failure',
        { caller: `account/${account}`, permission, wanted, policy, policySet, reason },
      ];
      await call(other, READ, id);
      await call(other, 'DELETE /documents/{document}', id);
      await call(other, DOWNLOAD, randomUUID());
      await call(world.person('nobody', member.tenant), READ, id);
      await call(member, 'DELETE /documents/{document}', id);
      world.circumstances = { ...world.circumstances, risk: 90 };
      await call(admin, 'DELETE /documents/{document}', id);
      const denials = told();
      expect(denials.toSpliced(3, 1)).toEqual([
        by(other, 'documents:read', 'documents:read', 'none', 'no-permit'),
        by(other, 'documents:read', 'documents:delete', 'none', 'no-permit'),
        by(other, 'documents:read', 'documents:read', 'none', 'absent'),
        by(member, 'documents:delete', 'documents:delete', 'none', 'no-permit'),
        by(admin, 'documents:delete', 'documents:delete', 'high-risk', 'forbidden'),
      ]);
      expect(denials[3]?.[2]).toMatchObject({ policy: 'none', policySet, reason: 'unknown-role' });
    },
  );

  proves(EVERY_DECISION, 'a denied export names the policy that forbids it, the policy set and the reason', async () => {
    const admin = world.person('ADMIN');
    await world.call(world.key(['data:export'], admin.tenant), 'GET /documents/export');
    await world.call(world.person('MEMBER', admin.tenant), 'GET /documents/export');
    world.circumstances = { now: world.circumstances.now, minute: world.circumstances.minute };
    await world.call(admin, 'GET /documents/export');
    expect(told().map(([, , details]) => details)).toMatchObject([
      { permission: 'data:export', policy: 'keys-never', policySet, reason: 'forbidden' },
      { permission: 'data:export', policy: 'none', policySet, reason: 'no-permit' },
      { permission: 'data:export', policy: 'high-risk', policySet, reason: 'forbidden' },
    ]);
  });

  proves(
    EVERY_DECISION,
    'each reading of a confidential body or file is one event with the policy that permits it, and holds nothing of what was read',
    async () => {
      const member = world.person('MEMBER');
      const [admin, key] = [world.person('ADMIN', member.tenant), world.key(['documents:read', 'read:all'], member.tenant)];
      const id = await world.create(member);
      await call(member, 'PUT /documents/{document}/attachment', id);
      told();
      await call(member, READ, id);
      expect(world.events).toMatchObject([{ resource: `document/${id}`, userId: member.account, tenantId: member.tenant, service: 'documents' }]);
      await call(admin, READ, id);
      await call(key, READ, id);
      await call(member, DOWNLOAD, id);
      expect(JSON.stringify(world.events)).not.toMatch(/Line one|carla|A text/);
      const read = (caller: string, policy: string, part: string) => [
        'document.read',
        'success',
        { caller, part, permission: 'documents:read', policy, policySet, reason: 'permitted' },
      ];
      const events = told();
      expect(events.toSpliced(2, 1)).toEqual([
        read(`account/${member.account}`, 'documents-read-own', 'body'),
        read(`account/${admin.account}`, 'documents-read-all', 'body'),
        read(`account/${member.account}`, 'documents-read-own', 'file'),
      ]);
      expect(events[2]?.[2]).toMatchObject({ caller: `api-key/${key.key}`, policySet, reason: 'permitted' });
      await world.call(admin, 'GET /documents/export');
      expect(told()).toMatchObject([
        ['data.exported', 'success', { documents: 1, permission: 'data:export', policy: 'data-export', policySet, reason: 'permitted' }],
      ]);
    },
  );

  it('tells of each change by which policy it was allowed', async () => {
    const member = world.person('MEMBER');
    const admin = world.person('ADMIN', member.tenant);
    const id = await world.create(member);
    told();
    await call(member, 'PATCH /documents/{document}', id);
    await call(admin, 'PUT /documents/{document}/attachment', id, 2);
    await call(admin, 'DELETE /documents/{document}', id, 3);
    const by = (policy: string) => ({ policy, policySet, reason: 'permitted' });
    expect(told()).toMatchObject([
      ['document.updated', 'success', { version: 1, permission: 'documents:update', ...by('documents-update-own') }],
      ['document.attached', 'success', { version: 2, permission: 'documents:update', ...by('documents-update-any') }],
      ['document.deleted', 'success', { version: 3, permission: 'documents:delete', ...by('documents-delete') }],
    ]);
  });

  it('has no reading where nothing confidential was shown: of a list, and of a file that is none', async () => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    told();
    await world.call(member, 'GET /documents');
    expect((await call(member, DOWNLOAD, id)).statusCode).toBe(404);
    expect(told()).toEqual([]);
  });

  it.each([READ, DOWNLOAD])('has the reading before the answer leaves: none is given while it cannot be written (%s)', async (route) => {
    const member = world.person('MEMBER');
    const id = await world.create(member);
    await call(member, 'PUT /documents/{document}/attachment', id);
    world.outboxFails = new DependencyFailedError('dynamodb:PutItem', new Error('down'));
    const answer = await call(member, route, id);
    expect(answer).toMatchObject({ statusCode: 503, json: { code: 'unavailable' } });
    expect(answer.body).not.toContain(WANTED.body.slice(0, 8));
    world.outboxFails = undefined;
    expect((await call(member, route, id)).statusCode).toBe(200);
  });
});
