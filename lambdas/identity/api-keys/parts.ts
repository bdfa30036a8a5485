import type { AuditEvent, AuditFacts } from '../../shared/audit/event';
import type { Clock } from '../../shared/clock';
import type { RequestFacts } from '../../shared/http/request';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { Notices } from '../domain/mail';

/** What the routes of API keys are made from. */
export interface ApiKeyParts {
  readonly store: RecordStore;
  /** Under which keys are hashed. */
  readonly peppers: KeyRing;
  readonly audit: { event(facts: AuditFacts, request: RequestFacts): Promise<AuditEvent> };
  readonly notices: Notices;
  readonly clock: Clock;
}
