import type { AuditPort } from '../../shared/audit/audit-port';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { RecordingParts } from '../domain/is-recorded';
import type { Notices } from '../domain/mail';
import type { PolicyParts } from '../../shared/authorization/decide-for';

/** What the routes of API keys are made from. */
export interface ApiKeyParts extends PolicyParts {
  readonly store: RecordStore;
  /** Under which keys are hashed. */
  readonly peppers: KeyRing;
  /** What the answer to a new key is kept with. */
  readonly sessionKeys: KeyRing;
  readonly audit: AuditPort;
  readonly log: RecordingParts['log'];
  readonly notices: Notices;
}
