import type { RequestFacts } from '../http/request';
import type { AuditEvent, AuditFacts } from './event';

/** Makes audit events, and stores none, as `Audit` does in functions. */
export interface AuditPort {
  event(facts: AuditFacts, request: RequestFacts): Promise<AuditEvent>;
}
