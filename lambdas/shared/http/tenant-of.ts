import type { Principal, TenantEntry } from './request';

/** The one role that enters other tenants. */
const ENTERS = 'SUPER_ADMIN';

/**
 * The tenant that a caller acts in: their own, or the one that they entered while that lasts. One at a time, so that what is done to
 * the database is done to it alone (AZN-5, AZN-7).
 * @param now seconds since 1970
 */
export function tenantOf(caller: Principal, now: number): string {
  return entryOf(caller, now)?.tenant ?? caller.tenant;
}

/** The other tenant that a caller is in; `undefined` for who never could, or no longer is. */
export function entryOf(caller: Principal, now: number): TenantEntry | undefined {
  if (caller.kind !== 'person' || caller.entered === undefined || !caller.roles.includes(ENTERS)) return undefined;
  return now < caller.entered.expiresAt ? caller.entered : undefined;
}
