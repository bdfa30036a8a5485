import type { RequestFacts } from '../../shared/http/request';
import type { Counters, Limit } from '../../shared/limits/counters';
import type { KeyRing } from '../../shared/rings/key-ring';
import { subjectOfAddress } from '../../shared/limits/subject-of-address';
import { TooManyRequestsError } from './code-errors';
import { EMAIL_USE } from './find-account-by-email';

const NETWORK_USE = 'network';

/**
 * Takes one from a budget.
 * @param subject a pseudonym
 * @throws {TooManyRequestsError} when nothing is left
 */
export async function takeOrRefuse(counters: Counters, limit: Limit, subject: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await counters.take(limit, subject);
  if (!allowed) throw new TooManyRequestsError(retryAfterSeconds);
}

/** The pseudonym of the network that a request comes from: an address of IPv4, or the /64 of one of IPv6. */
async function networkSubject(hashKeys: KeyRing, { address }: Pick<RequestFacts, 'address'>): Promise<string> {
  const { version, hash } = await hashKeys.hash(NETWORK_USE, subjectOfAddress(address));
  return `v${String(version)}:${hash}`;
}

/**
 * Takes one from the budget of the network that a request comes from.
 * @throws {TooManyRequestsError} when nothing is left
 */
export async function takeOfNetwork(
  { counters, rings }: { readonly counters: Counters; readonly rings: { readonly hashKeys: KeyRing } },
  limit: Limit,
  request: Pick<RequestFacts, 'address'>,
): Promise<void> {
  await takeOrRefuse(counters, limit, await networkSubject(rings.hashKeys, request));
}

/** The pseudonym of an email address. */
export async function emailSubject(hashKeys: KeyRing, email: string): Promise<string> {
  const { version, hash } = await hashKeys.hash(EMAIL_USE, email);
  return `v${String(version)}:${hash}`;
}
