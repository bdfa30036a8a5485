import { sql } from '../../../lambdas/shared/database/statement';
import type { Person } from '../../../lambdas/shared/http/request';
import { tenantOf } from '../../../lambdas/shared/http/tenant-of';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { proves } from '../../support/proves';
import { refusalOf } from '../../support/refusal-of';
import { somebody } from '../../support/token-world';
import { seedTwoTenants, type TwoTenants } from './two-tenants';

const NO_BYPASS = { control: 'AZN-5', part: 'no-bypass', evidence: 'real-server' } as const;
const NOW = 1_800_000_000;
let database: TestDatabase;
let tenants: TwoTenants;

beforeAll(async () => {
  database = await createTestDatabase();
  tenants = await seedTwoTenants(database);
});

afterAll(() => database.drop());

const superAdmin = (entered?: Person['entered']): Person =>
  somebody({ tenant: tenants.attacker.id, roles: ['SUPER_ADMIN'], ...(entered === undefined ? {} : { entered }) });

/** The tenants whose documents a person sees, as the application asks for them, at a second. */
async function seenBy(person: Person, now = NOW): Promise<readonly unknown[]> {
  const { rows } = await database.application.withTenant(tenantOf(person, now), (transaction) =>
    transaction.query(sql`SELECT DISTINCT tenant_id FROM app.documents`),
  );
  return rows.map((row) => row.tenant_id);
}

proves(
  NO_BYPASS,
  'a SUPER_ADMIN sees the rows of their own tenant, or those of the one that they entered until that ends, when they see none, and never both',
  async () => {
    const { attacker: own, victim: other } = tenants;
    const entered = { tenant: other.id, expiresAt: NOW + 1 };
    expect(await seenBy(superAdmin())).toEqual([own.id]);
    expect(await seenBy(superAdmin(entered))).toEqual([other.id]);
    expect(await refusalOf(seenBy(superAdmin(entered), NOW + 1))).toMatchObject({ code: 'tenant-entry-ended' });
    expect(await refusalOf(seenBy(somebody({ tenant: own.id, roles: ['OWNER'], entered })))).toMatchObject({ code: 'tenant-entry-ended' });
  },
);

proves(NO_BYPASS, 'a SUPER_ADMIN in another tenant writes nothing into a third one, nor back into their own', async () => {
  const { attacker: own, victim: other } = tenants;
  const tenant = tenantOf(superAdmin({ tenant: other.id, expiresAt: NOW + 1 }), NOW);
  const before = await seenBy(superAdmin());
  const written = database.application.withTenant(tenant, (transaction) =>
    transaction.query(sql`UPDATE app.documents SET tenant_id = ${own.id} WHERE id = ${other.documentIds[0] ?? ''}`),
  );
  expect(await refusalOf(written)).toMatchObject({ code: 'refused-by-database' });
  const copied = database.application.withTenant(tenant, (transaction) =>
    transaction.query(sql`INSERT INTO app.documents (tenant_id, id, creator, title, body)
      SELECT ${own.id}, gen_random_uuid(), creator, title, body FROM app.documents LIMIT 1`),
  );
  expect(await refusalOf(copied)).toMatchObject({ code: 'refused-by-database' });
  const { count } = await database.application.withTenant(tenant, (transaction) =>
    transaction.query(sql`DELETE FROM app.documents WHERE id = ${own.documentIds[0] ?? ''}`),
  );
  expect(count).toBe(0);
  expect(await seenBy(superAdmin())).toEqual(before);
});

proves(NO_BYPASS, 'no login of the application passes row security, and a query without a tenant sees no row', async () => {
  const superuser = await database.connectAsSuperuser();
  const { rows } = await superuser.query<{ rolname: string; passes: boolean }>(
    "SELECT rolname, rolsuper OR rolbypassrls AS passes FROM pg_roles WHERE rolname LIKE 'ringwall\\_%' ORDER BY rolname",
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.filter(({ passes }) => passes)).toEqual([]);
  const client = await database.connect('ringwall_app_a');
  try {
    expect((await client.query('SELECT FROM app.documents')).rowCount).toBe(0);
  } finally {
    await client.end();
  }
});
