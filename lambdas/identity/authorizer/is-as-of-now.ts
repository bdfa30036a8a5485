import { SENSITIVE_OF_GUESTS } from '../domain/route-permissions';
import { endOf } from '../domain/session-limits';
import type { Caller } from './caller';

/**
 * Sensitive actions of functions outside identity, which have no such tables; those of identity compare for themselves. The audit log
 * is among them: a page of it tells of everybody in the tenant.
 */
const COMPARED: ReadonlySet<string> = new Set(['audit:read', 'data:export', 'documents:delete', ...SENSITIVE_OF_GUESTS]);

/**
 * Whether a token still says what the tables say, where the action is a sensitive one: a revocation holds for these at once, and not
 * when the token expires (IDN-9). Whoever lost a role, or moved, needs a new token first.
 * @param now seconds since 1970
 * @throws {DependencyFailedError} when that can't be told
 */
export async function isAsOfNow({ principal, asIs }: Pick<Caller, 'asIs' | 'principal'>, action: string, now: number): Promise<boolean> {
  if (principal.kind !== 'person' || !COMPARED.has(action)) return true;
  const { account, session } = await asIs();
  if (account?.value.status !== 'active' || account.value.tenant !== principal.tenant) return false;
  if (session === undefined || endOf(session.value, account.value, now) !== undefined) return false;
  const roles: ReadonlySet<string> = new Set([...account.value.roles, ...(account.value.customRoles ?? [])]);
  return principal.roles.every((role) => roles.has(role));
}
