import { decideFor } from '../../shared/authorization/decide-for';
import type { Person } from '../../shared/http/request';
import { requireFreshSession, type FreshSession } from '../domain/sensitive';
import { SuperAdminRequiredError } from './errors';
import type { SessionParts } from './parts';

/**
 * Compares a person's token with the tables, since a role that was taken away counts at once.
 * @throws {SuperAdminRequiredError} when their roles of now don't let them enter tenants; as {@link requireFreshSession}
 */
export async function requireSuperAdmin(parts: SessionParts, person: Person, options: { readonly stepUp?: boolean } = {}): Promise<FreshSession> {
  const fresh = await requireFreshSession(parts, person, options);
  const { roles, tenant } = fresh.account.value;
  const decision = decideFor(parts, { ...person, roles, tenant }, 'tenants:enter');
  if (!decision.allowed) throw new SuperAdminRequiredError(decision);
  return fresh;
}
