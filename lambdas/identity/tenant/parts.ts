import type { AuditPort } from '../../shared/audit/audit-port';
import type { PolicyParts } from '../../shared/authorization/decide-for';
import type { Counters } from '../../shared/limits/counters';
import type { SealedFields } from '../domain/factors/sealed-fields';
import type { Mail, Notices } from '../domain/mail';
import type { RecordingParts } from '../domain/is-recorded';
import type { InvitationParts } from '../domain/tenants/invitations';
import type { UserPool } from '../domain/user-pool';

/** What the routes of a tenant work with. */
export interface TenantParts extends InvitationParts, PolicyParts {
  readonly counters: Counters;
  readonly pool: Pick<UserPool, 'emailOf'>;
  readonly mail: Mail;
  readonly notices: Notices;
  readonly fields: SealedFields;
  readonly audit: AuditPort;
  readonly log: RecordingParts['log'];
}
