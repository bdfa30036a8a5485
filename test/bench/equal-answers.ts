import { takeAddressAttempt } from '../../lambdas/identity/domain/attempts';
import { findAccountByEmail } from '../../lambdas/identity/domain/find-account-by-email';
import { InvalidCredentialsError } from '../../lambdas/identity/domain/sign-in-errors';
import { logIn } from '../../lambdas/identity/sign-in/log-in';
import type { LoginBody } from '../../lambdas/identity/sign-in/schemas';
import type { Reply, Request } from '../../lambdas/shared/http/request';
import { addPerson, requestOf, signInWorld, type SignInWorld } from '../support/sign-in-world';
import { median, type Figure } from './figure';

const TRIALS = 2000;
/** An account's failures before its lock: each address is tried so often. */
const EACH = 5;
const WARM_UP = 300;
/** Cliff's δ below 0.147 is called negligible (Romano et al. 2006); a difference that 2,000 trials show for certain begins at about 0.06. */
const NEGLIGIBLE = 0.147;
const LARGE = 0.474;

type LogIn = (world: SignInWorld, request: Request<LoginBody>) => Promise<Reply>;

const CASES = ['unknown', 'wrong', 'locked'] as const;
type Case = (typeof CASES)[number];

/**
 * Whether the time of a refused sign-in tells an unknown user from a wrong password or a locked account (IDN-2): in our code, with
 * everything that it calls in memory, where a difference has least to hide in. The same comparison must see an early return.
 */
export async function equalAnswerFigures(): Promise<Figure[]> {
  const times = await timesOf((world, request) => logIn(world.parts, request));
  const planted = await timesOf(returnEarly);
  return [
    { name: 'refused sign-in, wrong password', value: median(times.wrong) * 1e6, unit: 'µs', met: true },
    compared('unknown user against wrong password', times.unknown, times.wrong),
    compared('locked account against wrong password', times.locked, times.wrong),
    compared('unknown user against locked account', times.unknown, times.locked),
    seen('an early return for unknown users', planted.unknown, planted.wrong),
  ];
}

function compared(name: string, one: readonly number[], other: readonly number[]): Figure {
  const size = Math.abs(cliffsDelta(one, other));
  return { name, value: size, unit: 'δ', goal: `≤ ${NEGLIGIBLE}, negligible`, met: size <= NEGLIGIBLE };
}

function seen(name: string, one: readonly number[], other: readonly number[]): Figure {
  const size = Math.abs(cliffsDelta(one, other));
  return { name, value: size, unit: 'δ', goal: `≥ ${LARGE}, seen`, met: size >= LARGE };
}

/** How much more often one of the first is longer than one of the second than shorter, from -1 to 1; what disturbs single trials counts little. */
function cliffsDelta(one: readonly number[], other: readonly number[]): number {
  const sorted = [...other].sort((a, b) => a - b);
  const sum = one.reduce((total, value) => total + countBelow(sorted, value, false) - (sorted.length - countBelow(sorted, value, true)), 0);
  return sum / (one.length * other.length);
}

function countBelow(sorted: readonly number[], value: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] ?? 0;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In seconds. The cases take turns in another order each time, so that what disturbs one disturbs all. */
async function timesOf(signIn: LogIn): Promise<Readonly<Record<Case, readonly number[]>>> {
  const world = await signInWorld();
  const emailOf = await people(world);
  const times: Record<Case, number[]> = { unknown: [], wrong: [], locked: [] };
  for (let trial = 0; trial < TRIALS + WARM_UP; trial++) {
    for (let turn = 0; turn < CASES.length; turn++) {
      const one = CASES[(turn + trial) % CASES.length] ?? 'wrong';
      const seconds = await secondsOf(() => signIn(world, requestOf({ email: emailOf(one, trial), password: 'wrong password' })));
      if (trial >= WARM_UP) times[one].push(seconds);
      // The outbox in memory is searched by each commit, which in a table costs nothing.
      world.store.events.length = 0;
    }
  }
  return times;
}

/** As many addresses of each case, all of one length. */
async function people(world: SignInWorld): Promise<(one: Case, trial: number) => string> {
  const emailOf = (one: Case, trial: number) => `${one.slice(0, 5)}-${String(1000 + Math.floor(trial / EACH))}@example.org`;
  for (let trial = 0; trial < TRIALS + WARM_UP; trial += EACH) {
    await addPerson(world, { email: emailOf('wrong', trial) });
    await addPerson(world, { email: emailOf('locked', trial) });
    const request = { email: emailOf('locked', trial), password: 'wrong password' };
    for (let failure = 0; failure <= EACH; failure++) await logIn(world.parts, requestOf(request)).catch(() => undefined);
    world.store.events.length = 0;
  }
  return emailOf;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await work().catch((error: unknown) => {
    if (!(error instanceof InvalidCredentialsError)) throw error;
  });
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** What a careless author writes: nobody has the address, so nothing is left to do. */
async function returnEarly({ parts }: SignInWorld, request: Request<LoginBody>): Promise<Reply> {
  await takeAddressAttempt({ counters: parts.counters, hashKeys: parts.rings.hashKeys }, request.address);
  const found = await findAccountByEmail(parts.store, parts.rings.hashKeys, request.body.email);
  if (found === undefined) throw new InvalidCredentialsError();
  return logIn(parts, request);
}
