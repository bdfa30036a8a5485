import { QUARTER_HOUR_SECONDS } from '../../shared/durations';
import type { RequestFacts } from '../../shared/http/request';
import type { Counters, Limit } from '../../shared/limits/counters';
import { subjectOfAddress } from '../../shared/limits/subject-of-address';
import type { KeyRing } from '../../shared/rings/key-ring';
import { takeOfNetwork } from '../domain/budget';
import { TooManyAttemptsError } from '../domain/sign-in-errors';

/** Answers that don't hold. Apart from the passwords' budget, so that a spent one shuts no passkey out (IDN-2). */
const PASSKEY_ADDRESS: Limit = { name: 'passkey-address', max: 10, windowSeconds: QUARTER_HOUR_SECONDS };

/** Options that are asked for before anybody is signed in, by network: each keeps a challenge. A page may ask when it opens, in a whole office. */
const OPTIONS_FROM: Limit = { name: 'passkey-options-from-network', max: 60, windowSeconds: QUARTER_HOUR_SECONDS };

const ADDRESS_USE = 'address';

/**
 * Counts an answer against the viewer's address before it is judged.
 * @returns how it is given back when it held
 * @throws {TooManyAttemptsError} when the address has had its attempts
 */
export async function takePasskeyAttempt({ counters, hashKeys }: { counters: Counters; hashKeys: KeyRing }, address: string): Promise<() => Promise<void>> {
  const { version, hash } = await hashKeys.hash(ADDRESS_USE, subjectOfAddress(address));
  const subject = `${String(version)}/${hash}`;
  const { allowed, retryAfterSeconds } = await counters.take(PASSKEY_ADDRESS, subject);
  if (!allowed) throw new TooManyAttemptsError(retryAfterSeconds);
  return () => counters.giveBack(PASSKEY_ADDRESS, subject);
}

/** @throws {TooManyRequestsError} when the network asked for too many options */
export async function takeOptions(parts: { counters: Counters; rings: { hashKeys: KeyRing } }, request: Pick<RequestFacts, 'address'>): Promise<void> {
  await takeOfNetwork(parts, OPTIONS_FROM, request);
}
