import type { Permission } from '../../shared/contract';
import type { Person } from '../../shared/http/request';
import { NotAllowedError } from '../domain/api-keys/errors';
import { decideFor } from '../../shared/authorization/decide-for';
import { requireFreshSession, type FreshSession } from '../domain/sensitive';
import { grantTextsOf, readCustomRoles } from '../domain/tenants/custom-roles';
import type { ApiKeyParts } from './parts';

/**
 * Compares a person's token with the tables: a key outlives a session, so a role that was taken away counts at
 * once, a custom one as well: what the authorizer hands on is granted by the roles that the token names.
 * @throws {NotAllowedError} when their roles of now don't allow it, or they belong to another tenant now; as {@link requireFreshSession}
 */
export async function requireKeeper(
  parts: ApiKeyParts,
  person: Person,
  permission: Permission,
  options: { readonly stepUp?: boolean } = {},
): Promise<FreshSession> {
  const fresh = await requireFreshSession(parts, person, options);
  const { roles, customRoles = [], tenant } = fresh.account.value;
  const grants = grantTextsOf(await readCustomRoles(parts.store, tenant, customRoles), tenant);
  if (tenant !== person.tenant) throw new NotAllowedError({ reason: 'moved' });
  const decision = decideFor(parts, { ...person, roles, grants }, permission);
  if (!decision.allowed) throw new NotAllowedError(decision);
  return fresh;
}
