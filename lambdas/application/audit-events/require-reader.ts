import { actorOf } from '../../shared/authorization/actor';
import { personOf } from '../../shared/http/principal';
import type { Person, Request } from '../../shared/http/request';
import { NotAllowedError } from '../domain/errors';
import type { AuditEventParts } from './parts';

/** Who reads the audit log, and of which tenant: their own, or the one that a SUPER_ADMIN entered (AZN-5). */
export interface Reader {
  readonly person: Person;
  /** Asked once for each request: an entry may end meanwhile. */
  readonly tenant: string;
}

/**
 * Who may read the audit log; that somebody may not is in the trail before they hear of it.
 * @throws {NotAllowedError} {PersonRequiredError} {UnauthenticatedError} {TenantEntryEndedError}
 */
export async function requireReader(parts: AuditEventParts, request: Request): Promise<Reader> {
  const person = personOf(request);
  const { tenant } = actorOf(request, parts.clock);
  if (parts.decide(person, 'audit:read', { type: 'Tenant', tenant }).allowed) return { person, tenant };
  const details = { permission: 'audit:read' };
  const facts = { action: 'access.denied', result: 'failure', resource: 'audit-events', account: person.account, tenant, details } as const;
  await parts.outbox.put(await parts.audit.event(facts, request));
  throw new NotAllowedError();
}
