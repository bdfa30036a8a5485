import type { AuditFacts } from '../../shared/audit/event';
import { creatorOf } from '../../shared/authorization/decide-for';
import type { Clock } from '../../shared/clock';
import { UnauthenticatedError } from '../../shared/http/errors';
import type { Principal, Request } from '../../shared/http/request';
import { tenantOf } from '../../shared/http/tenant-of';
import { secondsOf } from '../../shared/seconds-of';

/**
 * Who calls, a person or a key.
 * @throws {UnauthenticatedError} when nobody does
 */
export function callerOf({ principal }: Pick<Request<unknown>, 'principal'>): Principal {
  if (principal === undefined) throw new UnauthenticatedError();
  return principal;
}

/** The tenant whose documents the caller acts on: a SUPER_ADMIN may have entered another (AZN-5). */
export function tenantActedIn(caller: Principal, { clock }: { readonly clock: Clock }): string {
  return tenantOf(caller, secondsOf(clock));
}

/** What an audit event tells of the caller. */
export function whoOf(caller: Principal, tenant: string): Pick<AuditFacts, 'account' | 'details' | 'tenant'> {
  const account = caller.kind === 'person' ? { account: caller.account } : {};
  return { ...account, tenant, details: { caller: creatorOf(caller) } };
}
