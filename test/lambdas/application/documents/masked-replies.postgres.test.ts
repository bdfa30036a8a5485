import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { proves } from '../../../support/proves';
import type { Principal } from '../../../../lambdas/shared/http/request';
import { visibleFields } from '../../../../lambdas/application/domain/visible-fields';
import { DocumentsWorld, WANTED } from './documents-world';

let database: TestDatabase;
let world: DocumentsWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await DocumentsWorld.on(database);
});

afterAll(() => database.drop());

describe('the contact of a document', () => {
  proves(
    { control: 'KEY-5', part: 'masked-replies', evidence: 'real-server' },
    "a document's contact is shown in full to its creator and to who manages the tenant, and masked to every other reader",
    async () => {
      const member = world.person('MEMBER');
      const document = await world.create(member);
      const emailFor = async (reader: Principal): Promise<unknown> =>
        (await world.call(reader, 'GET /documents/{document}', { params: { document } })).json.contact_email;
      expect(await emailFor(member)).toBe(WANTED.contact_email);
      for (const role of ['ADMIN', 'OWNER', 'SUPER_ADMIN'])
        expect([role, await emailFor(world.person(role, member.tenant))]).toEqual([role, WANTED.contact_email]);
      const key = world.key(['documents:read', 'read:all'], member.tenant);
      expect(await emailFor(key)).toBe('c***@example.com');
    },
  );

  it('is shown in full to a key that made the document itself', async () => {
    const key = world.key(['documents:create', 'documents:read'], world.person('OWNER').tenant);
    const document = await world.create(key);
    expect((await world.call(key, 'GET /documents/{document}', { params: { document } })).json.contact_email).toBe(WANTED.contact_email);
  });

  it.each(['VIEWER', 'MEMBER', 'owner', 'creator', 'toString', '__proto__', ''])('is masked to a reader whose role is %j and who did not create it', (role) => {
    const reader = { ...world.person('x'), roles: [role] };
    expect(visibleFields({ body: 'B', contact_email: WANTED.contact_email }, reader, false)).toEqual({ body: 'B', contact_email: 'c***@example.com' });
  });
});
