import type { AuditFacts } from '../audit/event';
import { creatorOf } from './decide-for';
import type { Clock } from '../clock';
import { UnauthenticatedError } from '../http/errors';
import type { Principal, Request } from '../http/request';
import { tenantOf } from '../http/tenant-of';
import { secondsOf } from '../seconds-of';

/** Who acts, a person or a key, and in which tenant: their own, or one that a SUPER_ADMIN entered (AZN-5). */
export interface Actor {
  readonly caller: Principal;
  /** Asked once for each request: an entry may end meanwhile, and what is sealed for one tenant mustn't lie in another. */
  readonly tenant: string;
}

/**
 * Who acts in a request.
 * @throws {UnauthenticatedError} when nobody does
 * @throws {TenantEntryEndedError} when the tenant that they entered is theirs to act in no more
 */
export function actorOf({ principal: caller }: Pick<Request<unknown>, 'principal'>, clock: Clock): Actor {
  if (caller === undefined) throw new UnauthenticatedError();
  return { caller, tenant: tenantOf(caller, secondsOf(clock)) };
}

/** What an audit event tells of the actor. */
export function whoOf({ caller, tenant }: Actor): Pick<AuditFacts, 'account' | 'details' | 'tenant'> {
  const account = caller.kind === 'person' ? { account: caller.account } : {};
  return { ...account, tenant, details: { caller: creatorOf(caller) } };
}
