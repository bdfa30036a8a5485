/** What happened, as `<area>.<thing>.<what>`: T§10's events and what else sign-in does. */
export const AUDIT_ACTIONS = [
  'access.denied',
  'account.confirmed',
  'account.email.changed',
  'account.linked',
  'account.locked',
  'account.migrated',
  'account.recovered',
  'account.recovery.cancelled',
  'account.recovery.requested',
  'account.registered',
  'api-key.created',
  'api-key.revoked',
  'factor.added',
  'factor.removed',
  'factor.verified',
  'password.changed',
  'password.reset',
  'password.reset.requested',
  'recovery-codes.renewed',
  'session.ended',
  'session.refreshed',
  'session.reused',
  'session.revoked',
  'sign-in',
  'step-up',
  'tenant.crossed',
  'tenant.entered',
  'tenant.left',
] as const;

/** One of {@link AUDIT_ACTIONS}. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
