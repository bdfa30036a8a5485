import { QUARTER_HOUR_SECONDS } from '../../shared/durations';
import type { Counters, Limit } from '../../shared/limits/counters';
import { subjectOfAddress } from '../../shared/limits/subject-of-address';
import type { KeyedHash, KeyRing } from '../../shared/rings/key-ring';
import { TooManyAttemptsError } from './sign-in-errors';

/** Budgets that are apart from one another: what spends one leaves the others whole. */
export type BudgetName = 'account' | 'passkey' | 'recovery';

/** Whose budget: the account's, or that of a browser which it knows. */
export interface AttemptSubject {
  readonly budget: BudgetName;
  /** The account's ID; for an address that nobody has, the name that stands for it. */
  readonly account: string;
  /** The known device of the account that asks: it has a budget of its own, which nobody else can spend. */
  readonly device?: KeyedHash;
}

/** An attempt that was counted before it was made. */
export interface Attempt {
  /** Whether it may be made. A refused one goes through the same motions, and can't hold. */
  readonly allowed: boolean;
  /** Whether its failure locks: to be audited, once. */
  readonly locks: boolean;
  /** Which attempt of the window it is. */
  readonly count: number;
  /** To be called when it held: then it was no failure. */
  readonly giveBack: () => Promise<void>;
}

/** IDN-2: 5 in 15 minutes. */
const FAILURES = { max: 5, windowSeconds: QUARTER_HOUR_SECONDS } as const;

/** IDN-2: the failure after them locks for 5 minutes. */
const LOCK: Limit = { name: 'sign-in-lock', max: 1, windowSeconds: 300 };

/** Asks for a lock where none is at stake, and never gets it: the same call. */
const NO_LOCK: Limit = { ...LOCK, max: 0 };
const OF_ADDRESS: Limit = { name: 'sign-in-address', ...FAILURES };
const OF_SUBJECT: Readonly<Record<BudgetName, Limit>> = Object.freeze({
  account: { name: 'sign-in-account', ...FAILURES },
  passkey: { name: 'passkey-account', ...FAILURES },
  recovery: { name: 'recovery-account', ...FAILURES },
});
const ADDRESS_USE = 'address';

/**
 * Counts an attempt against the viewer's address, of which a keyed hash is kept.
 * @returns how it is given back when the attempt held
 * @throws {TooManyAttemptsError} when the address has had its attempts; the same for every account, known or not
 */
export async function takeAddressAttempt(
  { counters, hashKeys }: { readonly counters: Counters; readonly hashKeys: KeyRing },
  address: string,
): Promise<() => Promise<void>> {
  const { version, hash } = await hashKeys.hash(ADDRESS_USE, subjectOfAddress(address));
  const subject = `${String(version)}/${hash}`;
  const { allowed, retryAfterSeconds } = await counters.take(OF_ADDRESS, subject);
  if (!allowed) throw new TooManyAttemptsError(retryAfterSeconds);
  return () => counters.giveBack(OF_ADDRESS, subject);
}

/**
 * Counts an attempt against the account, or the known device. Five may fail in 15 minutes; the sixth is still made, and locks for
 * 5 minutes if it fails; after those, one more, and so on. It is taken before the attempt, so that no number of concurrent ones are
 * more. Always the same two calls, so that they tell nothing.
 */
export async function takeAttempt(counters: Counters, subject: AttemptSubject): Promise<Attempt> {
  const limit = OF_SUBJECT[subject.budget];
  const name = nameOf(subject);
  const within = await counters.take(limit, name);
  const lockName = `${subject.budget}/${name}`;
  const last = await counters.take(within.allowed ? NO_LOCK : LOCK, lockName);
  const allowed = within.allowed || last.allowed;
  return {
    allowed,
    locks: allowed && !within.allowed,
    count: within.allowed ? limit.max - within.remaining : limit.max + 1,
    giveBack: () => (within.allowed ? counters.giveBack(limit, name) : counters.giveBack(LOCK, lockName)),
  };
}

function nameOf({ account, device }: AttemptSubject): string {
  return device === undefined ? `account/${account}` : `device/${account}/${String(device.version)}/${device.hash}`;
}
