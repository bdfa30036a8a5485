import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { RequestFacts } from '../http/request';
import type { KeyedHash, KeyRing } from '../rings/key-ring';
import type { AuditPort } from './audit-port';
import type { AuditEvent, AuditFacts } from './event';
import { parseAuditEvent } from './parse-audit-event';

/** What events are made with. */
export interface AuditParts {
  /** The function's name. */
  readonly service: string;
  /** Hashes what must be found again: addresses and browsers. */
  readonly hashKeys: KeyRing;
  /** Seals what is personal. */
  readonly sessionKeys: KeyRing;
  readonly clock: Clock;
}

/** Of the keys of the rings: what one of them made fits no other. */
export const AUDIT_USES = Object.freeze({ address: 'audit address', userAgent: 'audit user agent', sealed: 'audit event' });

/** Makes audit events. It stores none: they go into the transaction of what they tell of. */
export class Audit implements AuditPort {
  constructor(private readonly parts: AuditParts) {}

  /**
   * What happened, as an event. The event's ID is sealed with what is personal, so that no seal passes for another event's.
   * @throws {DependencyFailedError} when a ring can't be read
   * @throws {MalformedAuditEventError} when something personal stands where it would be in clear
   */
  async event(facts: AuditFacts, { address, userAgent, correlationId }: RequestFacts): Promise<AuditEvent> {
    const { service, hashKeys, sessionKeys, clock } = this.parts;
    const id = randomUUID();
    const [addressHash, userAgentHash, sealed] = await Promise.all([
      hashKeys.hash(AUDIT_USES.address, address),
      hashKeys.hash(AUDIT_USES.userAgent, userAgent),
      sessionKeys.seal(AUDIT_USES.sealed, JSON.stringify({ id, address, userAgent, ...facts.personal })),
    ]);
    return parseAuditEvent({
      schema: 1,
      id,
      timestamp: new Date(clock()).toISOString(),
      ...(facts.account === undefined ? {} : { userId: facts.account }),
      ...(facts.tenant === undefined ? {} : { tenantId: facts.tenant }),
      service,
      action: facts.action,
      resource: facts.resource,
      result: facts.result,
      details: facts.details ?? {},
      ipAddress: hashText(addressHash),
      userAgent: hashText(userAgentHash),
      correlationId,
      sealed,
    });
  }
}

function hashText({ version, hash }: KeyedHash): string {
  return `v${String(version)}:${hash}`;
}
