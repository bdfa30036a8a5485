import { actorOf } from '../../shared/authorization/actor';
import { denialFacts, type Decided } from '../../shared/authorization/decided-facts';
import { personOf } from '../../shared/http/principal';
import type { Person, Request } from '../../shared/http/request';
import { NotAllowedError } from '../domain/errors';
import type { AuditEventParts } from './parts';

/** Who reads the audit log, and of which tenant: their own, or the one that a SUPER_ADMIN entered (AZN-5). */
export interface Reader {
  readonly person: Person;
  /** Asked once for each request: an entry may end meanwhile. */
  readonly tenant: string;
  /** That they may. */
  readonly decided: Decided;
}

/**
 * Who may read the audit log; that somebody may not is in the trail before they hear of it.
 * @throws {NotAllowedError} {PersonRequiredError} {UnauthenticatedError} {TenantEntryEndedError}
 */
export async function requireReader(parts: AuditEventParts, request: Request): Promise<Reader> {
  const person = personOf(request);
  const { tenant } = actorOf(request, parts.clock);
  const decision = parts.decide(person, 'audit:read', { type: 'Tenant', tenant });
  const decided = { caller: person, tenant, permission: 'audit:read', decision, resource: 'audit-events' };
  if (decision.allowed) return { person, tenant, decided };
  await parts.outbox.put(await parts.audit.event(denialFacts(decided), request));
  throw new NotAllowedError();
}
