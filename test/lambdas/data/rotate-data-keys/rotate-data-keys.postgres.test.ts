import { SEALED_TABLES } from '../../../../lambdas/data/domain/sealed-tables';
import { sql } from '../../../../lambdas/shared/database/statement';
import type { FieldCipher } from '../../../../lambdas/shared/fields/field-cipher';
import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { proves } from '../../../support/proves';
import { refusalOf } from '../../../support/refusal-of';
import { describeOutcome, rotateUnderLoad } from './rotate-data-keys.contract';
import { GRACE_SECONDS, RENEW_SECONDS, SealedWorld, fieldOf, originalText } from './sealed-world';

const SMALL = { tenants: 2, personsPerTenant: 3, documentsPerTenant: 8 };
const CLIENTS = 30;

let database: TestDatabase;
let world: SealedWorld;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await world.end();
  await database.drop();
});

describe('the rotation of data keys', () => {
  proves(
    { control: 'KEY-6', part: 'no-failure', evidence: 'real-server' },
    '5,000 rows of 100 persons are sealed anew while 30 clients read and write and the rotation is killed eight times: no operation fails or reads wrong, and no old key is left',
    async () => {
      world = await SealedWorld.seeded(database, { tenants: 5, personsPerTenant: 20, documentsPerTenant: 980 });
      const outcome = await rotateUnderLoad(world, CLIENTS, 8);
      expect(outcome).toMatchObject({ failures: [], underOld: 0, early: { finished: true, left: 0, unreadable: 0, destroyed: 0, needed: 0 } });
      expect(outcome.late).toMatchObject({ finished: true, needed: 0, waiting: 0, destroyed: outcome.keysBefore });
      expect(outcome.keysAfter).toBe(outcome.keysBefore);
      expect(Math.min(outcome.reads, outcome.writes, outcome.resealed)).toBeGreaterThan(0);
      process.stdout.write(`rotation of data keys: ${describeOutcome(outcome)}\n`);
    },
  );

  proves(
    { control: 'KEY-6', part: 'new-and-distributed', evidence: 'real-server' },
    'a new data key reaches a reader that has the old one cached, at its first field',
    async () => {
      world = await SealedWorld.seeded(database, SMALL);
      const { cipher } = world.keys.process();
      const row = world.rows[0]!;
      await world.read(cipher, row);
      world.keys.time.advance(RENEW_SECONDS);
      expect(await world.rotate()).toMatchObject({ renewed: 20, resealed: 24, waiting: 20, destroyed: 0, finished: true });
      expect(await world.read(cipher, row)).toContain(originalText(row, 'email'));
      for (const file of world.files) expect(await world.read(world.keys.process().cipher, file)).toEqual([originalText(file, 'content')]);
    },
  );

  it('leaves keys alone that are young, and fields that are sealed under the newest', async () => {
    world = await SealedWorld.seeded(database, SMALL);
    world.keys.time.advance(RENEW_SECONDS - 1);
    expect(await world.rotate()).toMatchObject({ renewed: 0, resealed: 0, finished: true });
    world.keys.time.advance(1);
    await world.rotate();
    expect(await world.rotate()).toMatchObject({ renewed: 0, resealed: 0, left: 0, finished: true });
  });

  proves(
    { control: 'KEY-6', part: 're-encryption', evidence: 'real-server' },
    'a run whose time is up says so, destroys nothing, and the next one goes on',
    async () => {
      world = await SealedWorld.seeded(database, SMALL);
      world.keys.time.advance(RENEW_SECONDS);
      expect(await world.rotate({ limits: { milliseconds: 0 } })).toMatchObject({ finished: false, resealed: 0, destroyed: 0 });
      expect(await world.rotate()).toMatchObject({ finished: true, resealed: 24 });
      expect(await world.rowsUnder(1)).toBe(0);
    },
  );

  proves(
    { control: 'KEY-6', part: 're-encryption', evidence: 'real-server' },
    'a run does not come back to persons whose fields are under the newest keys, so that with little time each run gets further',
    async () => {
      world = await SealedWorld.seeded(database, SMALL);
      world.keys.time.advance(RENEW_SECONDS);
      await world.rotate();
      const { cipher } = world.keys.process();
      const read: string[] = [];
      const watched: Pick<FieldCipher, 'reseal'> = {
        reseal: (field, sealed) => {
          read.push(field.row);
          return cipher.reseal(field, sealed);
        },
      };
      expect(await world.rotate({ cipher: watched })).toMatchObject({ resealed: 0, waiting: 20, finished: true });
      expect(read).toEqual([]);
    },
  );

  proves(
    { control: 'KEY-6', part: 'destruction', evidence: 'real-server' },
    'an old key goes after its grace, and with it what a copy holds that was sealed under it',
    async () => {
      world = await SealedWorld.seeded(database, SMALL);
      const { cipher } = world.keys.process();
      const row = world.rows[0]!;
      const copy = await cipher.seal(fieldOf(row, 'phone'), Buffer.from('before'));
      world.keys.time.advance(RENEW_SECONDS);
      await world.rotate();
      world.keys.time.advance(GRACE_SECONDS);
      expect(await world.rotate()).toMatchObject({ destroyed: 0, waiting: 20 });
      world.keys.time.advance(1);
      expect(await world.rotate()).toMatchObject({ destroyed: 20, waiting: 0 });
      expect(await refusalOf(world.keys.process().cipher.open(fieldOf(row, 'phone'), copy))).toMatchObject({ code: 'key-version-missing' });
    },
  );

  it('keeps an old key, and says so, while anything is still sealed under it', async () => {
    world = await SealedWorld.seeded(database, SMALL);
    const [user, document] = [world.rows.find(({ table }) => table === 'users')!, world.rows.find(({ table }) => table === 'documents')!];
    await damage(user.tenant, sql`UPDATE app.users SET medical_data = set_byte(medical_data, 50, get_byte(medical_data, 50) # 1) WHERE id = ${user.id}::uuid`);
    await damage(document.tenant, sql`UPDATE app.documents SET body = set_byte(body, 50, get_byte(body, 50) # 1) WHERE id = ${document.id}::uuid`);
    world.keys.time.advance(RENEW_SECONDS);
    expect(await world.rotate()).toMatchObject({ unreadable: 2 });
    world.keys.time.advance(GRACE_SECONDS + 1);
    expect(await world.rotate()).toMatchObject({ unreadable: 2, needed: 2, destroyed: 18 });
    expect(await world.rowsUnder(1)).toBe(2);
  });

  it('passes by persons who were erased, whatever a backup brought back', async () => {
    world = await SealedWorld.seeded(database, SMALL);
    const user = world.rows.find(({ table }) => table === 'users')!;
    await world.keys.memory.erase({ kind: 'person', tenant: user.tenant, person: user.id });
    world.keys.time.advance(RENEW_SECONDS);
    expect(await world.rotate()).toMatchObject({ renewed: 17, unreadable: 0, finished: true });
  });

  it('leaves a row to whoever is writing it, and comes back', async () => {
    world = await SealedWorld.seeded(database, SMALL);
    const user = world.rows.find(({ table }) => table === 'users')!;
    world.keys.time.advance(RENEW_SECONDS);
    const writer = await database.connectAsSuperuser();
    await writer.query('BEGIN');
    await writer.query('SELECT FROM app.users WHERE id = $1 FOR UPDATE', [user.id]);
    expect(await world.rotate()).toMatchObject({ resealed: 23, left: 1, finished: true });
    await writer.query('COMMIT');
    expect(await world.rotate()).toMatchObject({ resealed: 1, left: 0 });
  });

  it('stops at once when the store was restored and the ledger not replayed on it', async () => {
    world = await SealedWorld.seeded(database, SMALL);
    world.keys.time.advance(RENEW_SECONDS);
    world.keys.store = world.keys.memory.backup('restored');
    expect(await refusalOf(world.rotate())).toMatchObject({ code: 'ledger-not-replayed' });
    expect(await world.rowsUnder(2)).toBe(0);
  });

  async function damage(tenant: string, statement: ReturnType<typeof sql>): Promise<void> {
    await database.application.withTenant(tenant, (transaction) => transaction.query(statement));
  }
});

describe('the user of the rotation of data keys', () => {
  beforeEach(async () => {
    world = await SealedWorld.seeded(database, SMALL);
  });

  it('knows every sealed column that the server knows', async () => {
    const superuser = await database.connectAsSuperuser();
    const { rows } = await superuser.query<{ table: string; column: string; class: string }>(
      `SELECT c.relname AS "table", a.attname AS "column", substring(col_description(c.oid, a.attnum) FROM '^class: (.+)$') AS class
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.atttypid = 'app.sealed'::regtype AND NOT a.attisdropped AND c.relkind = 'r'`,
    );
    const known = Object.entries(SEALED_TABLES).flatMap(([table, { columns }]) =>
      Object.entries(columns).map(([column, fieldClass]) => ({ table, column, class: fieldClass })),
    );
    const order = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect(rows.sort(order)).toEqual(known.sort(order));
  });

  it.each([
    ["what isn't sealed", 'SELECT title FROM app.documents'],
    ['a digest of an address', 'SELECT email_digest FROM app.users'],
    ['tenants', 'SELECT FROM app.tenants'],
  ])("doesn't read %s", async (_, text) => {
    expect(await failure(text)).toMatchObject({ code: '42501' });
  });

  it.each([
    ['makes', "INSERT INTO app.documents (id, creator, title, body) VALUES (gen_random_uuid(), 'account/' || gen_random_uuid(), 'x', '\\x00')"],
    ['deletes', 'DELETE FROM app.documents'],
    ['renames', "UPDATE app.documents SET title = 'x'"],
    ['moves', 'UPDATE app.documents SET tenant_id = gen_random_uuid()'],
  ])('never %s a row', async (_, text) => {
    expect(await failure(text)).toMatchObject({ code: '42501' });
  });

  it('sees no tenant but the current one', async () => {
    const client = await database.connect('ringwall_key_rotation_b');
    expect((await client.query('SELECT id FROM app.documents')).rowCount).toBe(0);
    await client.query("SELECT set_config('app.current_tenant', $1, false)", [world.rows[0]!.tenant]);
    expect((await client.query('SELECT id FROM app.documents')).rowCount).toBe(SMALL.documentsPerTenant);
  });

  async function failure(text: string): Promise<unknown> {
    const client = await database.connect('ringwall_key_rotation_a');
    await client.query("SELECT set_config('app.current_tenant', $1, false)", [world.rows[0]!.tenant]);
    return refusalOf(client.query(text));
  }
});
