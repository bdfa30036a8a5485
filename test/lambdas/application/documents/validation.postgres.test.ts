import { createHandler } from '../../../../lambdas/shared/http/create-handler';
import { documentRoutes } from '../../../../lambdas/application/documents/document-routes';
import type { DocumentParts } from '../../../../lambdas/application/documents/parts';
import type { Person } from '../../../../lambdas/shared/http/request';
import { gatewayEvent, ORIGINS } from '../../../support/gateway-event';
import { randomUUID } from 'node:crypto';
import { checkTitle } from '../../../../lambdas/application/domain/check-title';
import { createBody } from '../../../../lambdas/application/documents/schemas';
import { sql } from '../../../../lambdas/shared/database/statement';
import models from '../../../../lib/infrastructure/constructs/api/gateway-models.json';
import { errorOf } from '../../../support/error-of';
import { gatewayAdmits } from '../../../support/gateway-admits';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { proves } from '../../../support/proves';
import { UNLIMITED } from '../../../support/unlimited-tiers';
import { refusalOf } from '../../../support/refusal-of';
import { sealedBytes } from '../../data/two-tenants';
import { DocumentsWorld, WANTED } from './documents-world';

let database: TestDatabase;
let world: DocumentsWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await DocumentsWorld.on(database);
});

afterAll(() => database.drop());

const FOUR_LEVELS = { control: 'EDGE-13', part: 'four-levels', evidence: 'real-server' } as const;
const TOO_LONG = { ...WANTED, title: 'x'.repeat(201) };

describe('bad input is refused by each level, with the others out of the way', () => {
  proves(FOUR_LEVELS, "the gateway's model refuses it before a function is called", () => {
    const validate = gatewayAdmits(models.CreateDocumentRequest);
    expect([validate(WANTED), validate({ title: 'Ünïcödé 文書 №1 – “quoted” 👍', body: 'Zeile eins\nविषय 𝔸' })]).toEqual([true, true]);
    for (const bad of [
      TOO_LONG,
      { ...WANTED, title: 'a\u0000b' },
      { ...WANTED, creator: 'account/somebody' },
      { title: 'T' },
      { ...WANTED, body: 'x'.repeat(8001) },
    ])
      expect(validate(bad)).toBe(false);
  });

  proves(FOUR_LEVELS, "the handler's schema refuses it when the gateway let it through", async () => {
    const member = world.person('MEMBER');
    for (const body of [
      TOO_LONG,
      { ...WANTED, title: 'a\u0000b' },
      { ...WANTED, creator: 'account/somebody' },
      '{"title":"T","title":"U","body":"B"}',
      '[]',
      'null',
      '{',
    ])
      expect(await world.call(member, 'POST /documents', { body })).toMatchObject({ statusCode: 400, json: { code: 'malformed-request' } });
    expect((await world.call(member, 'POST /documents', { body: { ...WANTED, body: '文'.repeat(14_000) } })).statusCode).toBe(413);
    expect((await world.call(member, 'POST /documents', { body: WANTED, headers: { 'Content-Type': 'text/plain' } })).statusCode).toBe(415);
  });

  proves(FOUR_LEVELS, "the service's rules refuse what every schema admits", async () => {
    const member = world.person('MEMBER');
    const bad = { ...WANTED, title: '– ! –' };
    expect(createBody.safeParse(bad).success).toBe(true);
    expect(
      errorOf(() => {
        checkTitle(bad.title);
      }),
    ).toMatchObject({ code: 'empty-title' });
    expect(await world.call(member, 'POST /documents', { body: bad })).toMatchObject({ statusCode: 422, json: { code: 'empty-title' } });
    const document = await world.create(member);
    const change = (body: object) => world.call(member, 'PATCH /documents/{document}', { params: { document }, headers: { 'If-Match': '"1"' }, body });
    expect(await change({ title: '...' })).toMatchObject({ statusCode: 422, json: { code: 'empty-title' } });
    expect(await change({})).toMatchObject({ statusCode: 422, json: { code: 'nothing-to-change' } });
  });

  proves(FOUR_LEVELS, "the database's constraints refuse it whatever code writes it", async () => {
    const tenant = randomUUID();
    const creator = `account/${randomUUID()}`;
    const write = (values: { readonly title?: string; readonly creator?: string; readonly body?: Buffer }) =>
      refusalOf(
        database.application.withTenant(tenant, async (transaction) => {
          await transaction.query(sql`INSERT INTO app.tenants (name) VALUES ('T') ON CONFLICT DO NOTHING`);
          const given = { title: 'T', creator, body: sealedBytes(), ...values };
          await transaction.query(
            sql`INSERT INTO app.documents (id, creator, title, body) VALUES (${randomUUID()}, ${given.creator}, ${given.title}, ${given.body})`,
          );
        }),
      );
    expect(await write({ title: TOO_LONG.title })).toMatchObject({ status: 422, constraint: 'documents_title_valid' });
    expect(await write({ title: 'a\u0007b' })).toMatchObject({ status: 422, constraint: 'documents_title_valid' });
    expect(await write({ title: '' })).toMatchObject({ status: 422, constraint: 'documents_title_valid' });
    expect(await write({ body: Buffer.from('in clear, and as long as a sealed field would have to be, or longer') })).toMatchObject({
      constraint: 'sealed_not_clear',
    });
    for (const other of ['account/x', 'api-key/', 'tenant/1', `account/${'0'.repeat(36)}`])
      expect(await write({ creator: other })).toMatchObject({ constraint: 'documents_creator_valid' });
    const superuser = await database.connectAsSuperuser();
    for (const type of ['text/html', 'image/svg+xml', 'application/x-msdownload', ''])
      expect(
        await refusalOf(
          superuser.query('INSERT INTO app.attachments (tenant_id, document_id, media_type, content) VALUES ($1, $1, $2, $3)', [tenant, type, sealedBytes()]),
        ),
      ).toMatchObject({
        constraint: 'attachments_media_type_known',
      });
  });

  proves(FOUR_LEVELS, "what the database refuses in a handler's transaction is told as bad input, without a name of ours", async () => {
    const member = world.person('MEMBER');
    const { parts } = world;
    const broken = { ...parts, cipher: { ...parts.cipher, seal: () => Promise.resolve(Buffer.from('in clear')) } };
    const answer = await new Broken(database, broken).create(member);
    expect(answer).toMatchObject({ statusCode: 422, json: { code: 'refused-by-database', detail: "A value isn't valid." } });
    expect(answer.body).not.toMatch(/sealed|documents_|app\./);
  });
});

/** A handler whose cipher forgot to seal. */
class Broken {
  constructor(
    readonly database: TestDatabase,
    readonly parts: DocumentParts,
  ) {}

  async create(principal: Person) {
    const handler = createHandler({
      service: 'documents',
      origins: ORIGINS,
      routes: documentRoutes(this.parts),
      tiers: UNLIMITED,
      log: () => undefined,
      clock: this.parts.clock,
    });
    const answer = await handler(gatewayEvent({ route: 'POST /documents', body: WANTED, principal }));
    return { ...answer, json: JSON.parse(answer.body) as unknown };
  }
}
