import type { Account } from '../account';

/** A tenant in which something of an account lies. */
export interface Place {
  readonly tenant: string;
  /** Whether nobody else is in it, so that it ends with the account. */
  readonly ends: boolean;
}

/**
 * Every tenant that an account was in, the present one last: what was sealed, made or written there stays there when it moves.
 * @param endsTenant whether the present one ends with the account
 */
export function placesOf({ tenant, formerTenants = [] }: Pick<Account, 'formerTenants' | 'tenant'>, endsTenant: boolean): readonly Place[] {
  return [...formerTenants.map((former) => ({ tenant: former.tenant, ends: former.leftEmpty })), { tenant, ends: endsTenant }];
}
