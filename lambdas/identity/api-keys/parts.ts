import type { AuditEvent, AuditFacts } from '../../shared/audit/event';
import type { RequestFacts } from '../../shared/http/request';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { Notices } from '../domain/mail';
import type { PolicyParts } from '../../shared/authorization/decide-for';

/** What the routes of API keys are made from. */
export interface ApiKeyParts extends PolicyParts {
  readonly store: RecordStore;
  /** Under which keys are hashed. */
  readonly peppers: KeyRing;
  readonly audit: { event(facts: AuditFacts, request: RequestFacts): Promise<AuditEvent> };
  readonly notices: Notices;
}
