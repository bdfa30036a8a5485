import type { Principal } from '../../shared/http/request';
import { endOf } from '../domain/session-limits';
import type { Caller } from './caller';

/**
 * The caller, with the tenant that they entered (AZN-5): as session and account are at this moment, so that it ends with either, and
 * no token can claim it. Only a token of a SUPER_ADMIN costs the reading.
 * @param now seconds since 1970
 * @throws {DependencyFailedError} when that can't be told: a request that was meant for another tenant mustn't act in their own
 */
export async function withEntry({ principal, asIs }: Pick<Caller, 'asIs' | 'principal'>, now: number): Promise<Principal> {
  if (principal.kind !== 'person' || !principal.roles.includes('SUPER_ADMIN')) return principal;
  const { account, session } = await asIs();
  if (account?.value.status !== 'active' || session?.value.entered === undefined) return principal;
  if (!account.value.roles.includes('SUPER_ADMIN') || endOf(session.value, account.value, now) !== undefined) return principal;
  const { entered } = session.value;
  return now < entered.expiresAt ? { ...principal, entered } : principal;
}
