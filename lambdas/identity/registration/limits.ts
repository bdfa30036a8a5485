import { HOUR_SECONDS, QUARTER_HOUR_SECONDS } from '../../shared/durations';
import type { RequestFacts } from '../../shared/http/request';
import type { Limit } from '../../shared/limits/counters';
import { emailSubject, takeOfNetwork, takeOrRefuse } from '../domain/budget';
import type { Parts } from './parts';

/** Requests that send mail, by network. */
const MAILS_FROM: Limit = { name: 'mails-from-network', max: 10, windowSeconds: QUARTER_HOUR_SECONDS };
/** Mails to one address, so that nobody's mailbox is filled. */
const MAILS_TO: Limit = { name: 'mails-to-address', max: 5, windowSeconds: HOUR_SECONDS };
/** Codes that are tried, by network, beside the five attempts of each. */
const CODES_FROM: Limit = { name: 'codes-from-network', max: 20, windowSeconds: QUARTER_HOUR_SECONDS };
/** Recoveries that are asked for: budgets of their own, which no failed sign-in uses up (IDN-2). */
const RECOVERIES_FROM: Limit = { name: 'recoveries-from-network', max: 5, windowSeconds: QUARTER_HOUR_SECONDS };
const RECOVERIES_OF: Limit = { name: 'recoveries-of-address', max: 10, windowSeconds: HOUR_SECONDS };
/** Passwords that are tried with a right code, beside the account's attempts. */
const RECOVERY_PASSWORDS: Limit = { name: 'recovery-passwords', max: 5, windowSeconds: QUARTER_HOUR_SECONDS };

/**
 * Takes from the budgets of mail, by network and by address.
 * @returns whether the address may be mailed; the requester isn't told when it may not
 * @throws {TooManyRequestsError} when the network's is used up
 */
export async function takeMailBudget(parts: Parts, request: RequestFacts, email: string): Promise<boolean> {
  await takeOfNetwork(parts, MAILS_FROM, request);
  const { allowed } = await parts.counters.take(MAILS_TO, await emailSubject(parts.rings.hashKeys, email));
  return allowed;
}

/** @throws {TooManyRequestsError} when the network tried too many codes */
export async function takeCodeBudget(parts: Parts, request: RequestFacts): Promise<void> {
  await takeOfNetwork(parts, CODES_FROM, request);
}

/** @throws {TooManyRequestsError} when the network, or anybody for this address, asked too often; alike for an address without an account */
export async function takeRecoveryBudget(parts: Parts, request: RequestFacts, email: string): Promise<void> {
  await takeOfNetwork(parts, RECOVERIES_FROM, request);
  await takeOrRefuse(parts.counters, RECOVERIES_OF, await emailSubject(parts.rings.hashKeys, email));
}

/** @throws {TooManyRequestsError} when too many passwords were tried with a right code */
export async function takePasswordBudget({ counters }: Parts, account: string): Promise<void> {
  await takeOrRefuse(counters, RECOVERY_PASSWORDS, account);
}
