import type { AuditFacts } from '../../shared/audit/event';
import { creatorOf } from '../../shared/authorization/decide-for';
import { UnauthenticatedError } from '../../shared/http/errors';
import type { Principal, Request } from '../../shared/http/request';

/**
 * Who calls, a person or a key.
 * @throws {UnauthenticatedError} when nobody does
 */
export function callerOf({ principal }: Pick<Request<unknown>, 'principal'>): Principal {
  if (principal === undefined) throw new UnauthenticatedError();
  return principal;
}

/** What an audit event tells of the caller. */
export function whoOf(caller: Principal): Pick<AuditFacts, 'account' | 'details' | 'tenant'> {
  const account = caller.kind === 'person' ? { account: caller.account } : {};
  return { ...account, tenant: caller.tenant, details: { caller: creatorOf(caller) } };
}
