import { TenantEntryEndedError } from './errors';
import type { Principal, TenantEntry } from './request';

/** The one role that enters other tenants. */
const ENTERS = 'SUPER_ADMIN';

/**
 * The tenant that a caller acts in: their own, or the one that they entered while that lasts. One at a time, so that what is done to
 * the database is done to it alone (AZN-5, AZN-7).
 * @param now seconds since 1970
 * @throws {TenantEntryEndedError} as {@link entryOf}
 */
export function tenantOf(caller: Principal, now: number): string {
  return entryOf(caller, now)?.tenant ?? caller.tenant;
}

/**
 * The other tenant that a caller is in; `undefined` for who came as one of their own. The authorizer hands on no entry that is over, so
 * one that doesn't count ended since: what was meant for the other tenant mustn't happen in theirs.
 * @param now seconds since 1970
 * @throws {TenantEntryEndedError} when they came from inside another tenant, and its hour is over or their role is gone
 */
export function entryOf(caller: Principal, now: number): TenantEntry | undefined {
  if (caller.kind !== 'person' || caller.entered === undefined) return undefined;
  if (!caller.roles.includes(ENTERS) || now >= caller.entered.expiresAt) throw new TenantEntryEndedError();
  return caller.entered;
}
