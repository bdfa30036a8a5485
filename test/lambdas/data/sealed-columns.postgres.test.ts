import { randomUUID } from 'node:crypto';
import { sql } from '../../../lambdas/shared/database/statement';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { refusalOf } from '../../support/refusal-of';
import { World } from '../shared/fields/world';
import { sealedBytes, seedTenant, type SeededTenant } from './two-tenants';
import { proves } from '../../support/proves';

let database: TestDatabase;
let tenant: SeededTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await seedTenant(database, []);
});

afterAll(() => database.drop());

describe('a sealed column', () => {
  proves(
    { control: 'KEY-9', part: 'stored-in-clear', evidence: 'real-server' },
    'a sealed column gives back what was sealed for its row, and the table holds nothing of it in clear',
    async () => {
      const { cipher } = (await World.serving()).process();
      const id = randomUUID();
      const field = { tenant: tenant.id, table: 'users', column: 'email', row: id, person: id, fieldClass: 'pii' };
      const sealed = await cipher.seal(field, Buffer.from('person@example.com'));
      const [stored] = (
        await database.application.withTenant(tenant.id, async (transaction) => {
          await transaction.query(sql`INSERT INTO app.users (id, email, email_digest) VALUES (${id}, ${sealed}, ${Buffer.alloc(32, 7)})`);
          return transaction.query(sql`SELECT email, users::text AS everything FROM app.users WHERE id = ${id}`);
        })
      ).rows;
      expect((await cipher.open(field, stored!.email as Buffer)).toString()).toBe('person@example.com');
      expect(stored!.everything).not.toContain(Buffer.from('example.com').toString('hex'));
    },
  );

  for (const [what, value] of [
    ['text in clear', Buffer.from('person@example.com, which is long enough to be as long as a sealed field')],
    ['nothing', Buffer.alloc(0)],
    ['a field that was cut off', sealedBytes().subarray(0, 63)],
    ['a field that is larger than any', sealedBytes(1_048_577)],
  ] as const)
    proves({ control: 'KEY-9', part: 'stored-in-clear', evidence: 'real-server' }, `each column with a class refuses ${what}`, async () => {
      for (const column of [
        sql`UPDATE app.users SET email = ${value}`,
        sql`UPDATE app.users SET full_name = ${value}`,
        sql`UPDATE app.users SET phone = ${value}`,
        sql`UPDATE app.users SET national_id = ${value}`,
        sql`UPDATE app.users SET medical_data = ${value}`,
      ]) {
        expect(await refusalOf(database.application.withTenant(tenant.id, (transaction) => transaction.query(column)))).toMatchObject({
          code: 'refused-by-database',
          status: 422,
          constraint: 'sealed_not_clear',
        });
      }
    });
});
