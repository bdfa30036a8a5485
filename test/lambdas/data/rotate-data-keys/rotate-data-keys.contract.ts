import { randomInt } from 'node:crypto';
import type { Tally } from '../../../../lambdas/data/rotate-data-keys/tally';
import { Clients } from './clients';
import { KilledError, killing } from './killing';
import { GRACE_SECONDS, RENEW_SECONDS, type SealedWorld } from './sealed-world';

/** What a whole rotation came to. */
export interface Outcome {
  readonly kills: number;
  readonly reads: number;
  readonly writes: number;
  readonly failures: readonly string[];
  /** Rows sealed anew by the run after the last kill. */
  readonly resealed: number;
  readonly underOld: number;
  readonly early: Readonly<Tally>;
  readonly late: Readonly<Tally>;
  readonly keysBefore: number;
  readonly keysAfter: number;
}

const CACHE_SECONDS = 301;

/**
 * A rotation of all data keys from one end to the other: killed at random points so many times, while clients read and write;
 * then once more after every cache has aged, before the grace is over, and after.
 */
export async function rotateUnderLoad(world: SealedWorld, clientCount: number, kills: number): Promise<Outcome> {
  const keysBefore = world.keys.memory.size;
  world.keys.time.advance(RENEW_SECONDS);
  const clients = new Clients(world, clientCount);
  try {
    const rotated = await rotateBeside(world, () => clients.letPass(clientCount), kills);
    return { ...rotated, kills, keysBefore, keysAfter: world.keys.memory.size, reads: clients.reads, writes: clients.writes, failures: clients.failures };
  } finally {
    await clients.stop();
  }
}

async function rotateBeside(
  world: SealedWorld,
  letPass: () => Promise<void>,
  kills: number,
): Promise<Pick<Outcome, 'resealed' | 'underOld' | 'early' | 'late'>> {
  await letPass();
  for (let kill = 0; kill < kills; kill++) await killedRun(world);
  const { resealed } = await world.rotate();
  await letPass();
  // Until their caches age, clients seal under the old keys: the next run comes back to those rows.
  world.keys.time.advance(CACHE_SECONDS);
  await letPass();
  const early = await untilNothingIsLeft(world);
  const underOld = await world.rowsUnder(1);
  world.keys.time.advance(GRACE_SECONDS);
  const late = await world.rotate();
  await letPass();
  return { resealed, underOld, early, late };
}

async function untilNothingIsLeft(world: SealedWorld): Promise<Readonly<Tally>> {
  const tally = await world.rotate();
  return tally.left === 0 ? tally : untilNothingIsLeft(world);
}

async function killedRun(world: SealedWorld): Promise<void> {
  try {
    await world.rotate({ database: killing(world.rotating, randomInt(1, 30)) });
  } catch (error) {
    if (!(error instanceof KilledError)) throw error;
    return;
  }
  throw new Error('The run ended before it was killed.');
}

/** The outcome in a line. */
export function describeOutcome({ kills, reads, writes, resealed, late }: Outcome): string {
  return `killed ${kills} times; ${reads} reads and ${writes} writes by clients, none failed; ${resealed} rows sealed anew after the last kill; ${late.destroyed} old data keys destroyed`;
}
