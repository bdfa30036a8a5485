import { createTestDatabase, type TestDatabase } from '../../../support/postgres';
import { describeOutcome, rotateUnderLoad } from './rotate-data-keys.contract';
import { SealedWorld } from './sealed-world';

const CLIENTS = 50;
const KILLS = 40;

let database: TestDatabase;
let world: SealedWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await SealedWorld.seeded(database, { tenants: 20, personsPerTenant: 50, documentsPerTenant: 4950 });
});

afterAll(async () => {
  await world.end();
  await database.drop();
});

it('seals 100,000 rows of 1,000 persons anew while 50 clients read and write and the rotation is killed forty times', async () => {
  const outcome = await rotateUnderLoad(world, CLIENTS, KILLS);
  expect(outcome).toMatchObject({ failures: [], underOld: 0, early: { finished: true, unreadable: 0, destroyed: 0, needed: 0 } });
  expect(outcome.late).toMatchObject({ finished: true, needed: 0, waiting: 0, destroyed: outcome.keysBefore });
  expect(outcome.keysAfter).toBe(outcome.keysBefore);
  process.stdout.write(`rotation of data keys, soak: ${describeOutcome(outcome)}\n`);
});
