import type { AuditPort } from '../../shared/audit/audit-port';
import type { PolicyParts } from '../../shared/authorization/decide-for';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { RecordStore } from '../../shared/store/record-store';
import type { AccessTokenIssuer } from '../domain/access-token-issuer';
import type { RecordingParts } from '../domain/is-recorded';
import type { Notices } from '../domain/mail';

/** What the routes of sessions are made from. */
export interface SessionParts extends PolicyParts {
  readonly store: RecordStore;
  /** Tells devices' cookies. */
  readonly hashKeys: KeyRing;
  /** Opens the places of sessions. */
  readonly sessionKeys: KeyRing;
  readonly audit: AuditPort;
  readonly log: RecordingParts['log'];
  readonly issuer: AccessTokenIssuer;
  readonly notices: Notices;
}
