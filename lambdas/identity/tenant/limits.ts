import type { Limit } from '../../shared/limits/counters';
import { emailSubject, takeOrRefuse } from '../domain/budget';
import type { TenantParts } from './parts';

const DAY = 86_400;

/** Mails that a tenant makes us send to whom it likes. */
const OF_TENANT: Limit = { name: 'invitations-of-tenant', max: 100, windowSeconds: DAY };
/** By all tenants together, so that nobody's mailbox is filled. */
const TO_ADDRESS: Limit = { name: 'invitations-to-address', max: 5, windowSeconds: DAY };

/** @throws {TooManyRequestsError} when the tenant, or all of them for this address, invited too often; alike for an address without an account */
export async function takeInvitationBudget({ counters, rings }: TenantParts, tenant: string, email: string): Promise<void> {
  await takeOrRefuse(counters, OF_TENANT, tenant);
  await takeOrRefuse(counters, TO_ADDRESS, await emailSubject(rings.hashKeys, email));
}
