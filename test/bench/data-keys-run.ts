import type { Database } from '../../lambdas/shared/database/database';
import { RENEW_SECONDS, SealedWorld } from '../lambdas/data/rotate-data-keys/sealed-world';
import globalSetup from '../support/postgres-global-setup';
import globalTeardown from '../support/postgres-global-teardown';
import { createTestDatabase } from '../support/postgres';

const SIZE = { tenants: 4, personsPerTenant: 100, documentsPerTenant: 9900 };
/** As deployed; the bound on rows a second is for the database's other clients, and there are none here. */
const LIMITS = { rowsAtOnce: 500, ownersAtOnce: 500, rowsPerSecond: 1_000_000 };
/** Each slice is read and written in transactions of their own. */
const FIRST_THIRD = Math.floor(((SIZE.tenants * (SIZE.personsPerTenant + SIZE.documentsPerTenant)) / LIMITS.rowsAtOnce) * (2 / 3));
const MEBIBYTE = 2 ** 20;

/** Seals all rows of a database anew, and prints how many a second it were, and by how much the heap grew after the first third. */
async function measure(): Promise<void> {
  await globalSetup();
  const database = await createTestDatabase();
  const world = await SealedWorld.seeded(database, SIZE);
  world.keys.time.advance(RENEW_SECONDS);
  const started = process.hrtime.bigint();
  const { tally, heapAtThird } = await rotated(world);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const growth = (heapUsed() - heapAtThird) / MEBIBYTE;
  const underOld = await world.rowsUnder(1);
  await world.end();
  await database.drop();
  await globalTeardown();
  const rows = world.rows.length + world.files.length;
  if (underOld > 0 || tally.resealed !== rows) throw new Error(`${tally.resealed} of ${rows} rows were sealed anew, ${underOld} are under an old key.`);
  process.stdout.write(`${JSON.stringify({ rows: tally.resealed, rowsPerSecond: tally.resealed / seconds, heapGrowth: growth })}\n`);
}

/** One run, during which the heap is measured once. */
async function rotated(world: SealedWorld) {
  let [transactions, heapAtThird] = [0, 0];
  const withTenant: Database['withTenant'] = (tenant, work) => {
    transactions += 1;
    if (transactions === FIRST_THIRD) heapAtThird = heapUsed();
    return world.rotating.withTenant(tenant, work);
  };
  return { tally: await world.rotate({ database: { withTenant }, limits: LIMITS }), heapAtThird };
}

/** What is alive: garbage isn't growth. */
function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

void measure();
