import { personSubject } from '../../shared/authorization/decide-for';
import type { PersonSubject } from '../../shared/authorization/request';
import type { Permission } from '../../shared/contract';
import type { Person } from '../../shared/http/request';
import { entryOf } from '../../shared/http/tenant-of';
import { secondsOf } from '../../shared/seconds-of';
import type { Found } from '../../shared/store/record-store';
import { NotAllowedError, OwnTenantRequiredError } from '../domain/api-keys/errors';
import { requireFreshSession, type FreshSession } from '../domain/sensitive';
import { grantTextsOf, readCustomRoles } from '../domain/tenants/custom-roles';
import { decideEver } from '../domain/tenants/exceeds';
import { readTenant } from '../domain/tenants/read-tenant';
import type { Tenant } from '../domain/tenants/tenant';
import type { TenantParts } from './parts';

/** Who administers, with the roles of this moment, and where. */
export interface Administrator extends FreshSession {
  readonly tenant: Found<Tenant>;
  readonly subject: PersonSubject;
}

/**
 * Compares a person's token with the tables: a role that was taken away counts at once. The circumstances of the request are the
 * authorizer's to judge, which did so a moment ago, and let nobody administer a tenant that they entered. Here it is asked again: what is
 * meant for the one mustn't change the other (AZN-5).
 * @throws {OwnTenantRequiredError} in a tenant that they entered
 * @throws {TenantEntryEndedError} in one that they entered until a moment ago
 * @throws {NotAllowedError} when their roles of now don't allow it, or they belong to another tenant now; as {@link requireFreshSession}
 */
export async function requireAdministrator(
  parts: TenantParts,
  person: Person,
  permission: Permission,
  options: { readonly stepUp?: boolean } = {},
): Promise<Administrator> {
  if (entryOf(person, secondsOf(parts.clock)) !== undefined) throw new OwnTenantRequiredError();
  const fresh = await requireFreshSession(parts, person, options);
  const account = fresh.account.value;
  const { id, tenant: tenantId, roles, customRoles = [] } = account;
  const [tenant, custom] = await Promise.all([readTenant(parts.store, account), readCustomRoles(parts.store, tenantId, customRoles)]);
  const subject = personSubject({ account: id, tenant: tenantId, roles: [...roles, ...customRoles], grants: grantTextsOf(custom, tenantId) });
  if (tenantId !== person.tenant) throw new NotAllowedError({ reason: 'moved' });
  const decision = decideEver(parts.policySet, subject, permission);
  if (!decision.allowed) throw new NotAllowedError(decision);
  return { ...fresh, tenant, subject };
}
