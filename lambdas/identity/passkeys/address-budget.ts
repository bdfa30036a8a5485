import type { Counters, Limit } from '../../shared/limits/counters';
import { subjectOfAddress } from '../../shared/limits/subject-of-address';
import type { KeyRing } from '../../shared/rings/key-ring';
import { TooManyAttemptsError } from '../domain/sign-in-errors';

/** Answers that don't hold. Apart from the passwords' budget, so that a spent one shuts no passkey out (IDN-2). */
const PASSKEY_ADDRESS: Limit = { name: 'passkey-address', max: 10, windowSeconds: 900 };

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
