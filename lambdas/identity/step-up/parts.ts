import type { AuditPort } from '../../shared/audit/audit-port';
import type { Clock } from '../../shared/clock';
import type { KeyRing } from '../../shared/rings/key-ring';
import type { AccessTokenIssuer } from '../domain/access-token-issuer';
import type { FactorParts } from '../domain/factors/factor';
import type { Notices } from '../domain/mail';
import type { UserPool } from '../domain/user-pool';

/** What the step-up is made from. */
export interface StepUpParts extends FactorParts {
  readonly pool: Pick<UserPool, 'provePassword'>;
  /** Hashes addresses, for their budget. */
  readonly hashKeys: KeyRing;
  readonly audit: AuditPort;
  readonly issuer: AccessTokenIssuer;
  readonly notices: Notices;
  readonly clock: Clock;
}
