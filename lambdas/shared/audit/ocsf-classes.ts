import type { AuditAction } from './actions';

/** A class of the Open Cybersecurity Schema Framework 1.1.0, as far as our events use it. https://schema.ocsf.io/1.1.0/ */
export interface OcsfClass {
  readonly uid: number;
  readonly categoryUid: number;
  /** Its activities, by ID; 99 is any other, which the event then names. */
  readonly activities: Readonly<Record<number, string>>;
}

/** What an action is in OCSF. */
export interface OcsfRow {
  readonly class: keyof typeof OCSF_CLASSES;
  readonly activity: number;
  /** 1 informational, 2 low, 3 medium, 4 high. A failure of an informational one is low. @default 1 */
  readonly severity?: 2 | 3 | 4;
}

const OTHER = 99;
const NAMED_OTHER = { [OTHER]: 'Other' };

/** https://schema.ocsf.io/1.1.0/classes */
export const OCSF_CLASSES = {
  accountChange: {
    uid: 3001,
    categoryUid: 3,
    activities: {
      1: 'Create',
      2: 'Enable',
      3: 'Password Change',
      4: 'Password Reset',
      5: 'Disable',
      6: 'Delete',
      7: 'Attach Policy',
      8: 'Detach Policy',
      9: 'Lock',
      10: 'MFA Factor Enable',
      11: 'MFA Factor Disable',
      ...NAMED_OTHER,
    },
  },
  authentication: { uid: 3002, categoryUid: 3, activities: { 1: 'Logon', 2: 'Logoff', ...NAMED_OTHER } },
  entityManagement: { uid: 3004, categoryUid: 3, activities: { 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete', ...NAMED_OTHER } },
  apiActivity: { uid: 6003, categoryUid: 6, activities: { 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete', ...NAMED_OTHER } },
} as const satisfies Readonly<Record<string, OcsfClass>>;

/** Each action has a row, or this doesn't compile. */
export const OCSF_ROWS: Readonly<Record<AuditAction, OcsfRow>> = {
  'access.denied': { class: 'apiActivity', activity: OTHER, severity: 2 },
  'access.limited': { class: 'apiActivity', activity: OTHER, severity: 3 },
  'account.confirmed': { class: 'accountChange', activity: 2 },
  'account.email.change.requested': { class: 'accountChange', activity: OTHER, severity: 2 },
  'account.email.changed': { class: 'entityManagement', activity: 3 },
  'account.erased': { class: 'accountChange', activity: 6, severity: 2 },
  'account.erasure.begun': { class: 'accountChange', activity: 5, severity: 2 },
  'account.erasure.cancelled': { class: 'accountChange', activity: OTHER },
  'account.erasure.lapsed': { class: 'accountChange', activity: OTHER, severity: 2 },
  'account.erasure.requested': { class: 'accountChange', activity: OTHER, severity: 2 },
  'account.linked': { class: 'accountChange', activity: OTHER },
  'account.locked': { class: 'accountChange', activity: 9, severity: 3 },
  'account.migrated': { class: 'accountChange', activity: 1 },
  'account.recovered': { class: 'accountChange', activity: OTHER, severity: 2 },
  'account.recovery.cancelled': { class: 'accountChange', activity: OTHER },
  'account.recovery.requested': { class: 'accountChange', activity: OTHER, severity: 2 },
  'account.registered': { class: 'accountChange', activity: 1 },
  'account.restricted': { class: 'accountChange', activity: OTHER, severity: 2 },
  'account.restriction.lifted': { class: 'accountChange', activity: OTHER },
  'api-key.created': { class: 'entityManagement', activity: 1 },
  'api-key.revoked': { class: 'entityManagement', activity: 4 },
  'audit.read': { class: 'apiActivity', activity: 2, severity: 2 },
  'custom-role.changed': { class: 'entityManagement', activity: 3 },
  'custom-role.created': { class: 'entityManagement', activity: 1 },
  'custom-role.deleted': { class: 'entityManagement', activity: 4 },
  'data.exported': { class: 'apiActivity', activity: 2, severity: 3 },
  'document.attached': { class: 'apiActivity', activity: 3 },
  'document.created': { class: 'apiActivity', activity: 1 },
  'document.deleted': { class: 'apiActivity', activity: 4, severity: 2 },
  'document.read': { class: 'apiActivity', activity: 2 },
  'document.updated': { class: 'apiActivity', activity: 3 },
  'factor.added': { class: 'accountChange', activity: 10 },
  'factor.removed': { class: 'accountChange', activity: 11 },
  'factor.verified': { class: 'authentication', activity: OTHER },
  'invitation.revoked': { class: 'entityManagement', activity: 4 },
  'invitations.listed': { class: 'entityManagement', activity: 2 },
  'member.invited': { class: 'entityManagement', activity: 1 },
  'member.joined': { class: 'accountChange', activity: 7 },
  'member.read': { class: 'entityManagement', activity: 2 },
  'member.removed': { class: 'accountChange', activity: 8 },
  'member.role.changed': { class: 'accountChange', activity: 7, severity: 2 },
  'members.listed': { class: 'entityManagement', activity: 2 },
  'password.changed': { class: 'accountChange', activity: 3 },
  'password.reset': { class: 'accountChange', activity: 4 },
  'password.reset.requested': { class: 'accountChange', activity: OTHER },
  'record.created': { class: 'apiActivity', activity: 1 },
  'record.deleted': { class: 'apiActivity', activity: 4, severity: 2 },
  'record.updated': { class: 'apiActivity', activity: 3 },
  'recovery-codes.renewed': { class: 'entityManagement', activity: 3 },
  'session.ended': { class: 'authentication', activity: 2 },
  'session.refreshed': { class: 'authentication', activity: OTHER },
  'session.reused': { class: 'authentication', activity: OTHER, severity: 4 },
  'session.revoked': { class: 'authentication', activity: 2 },
  'sign-in': { class: 'authentication', activity: 1 },
  'step-up': { class: 'authentication', activity: OTHER },
  'tenant.changed': { class: 'entityManagement', activity: 3 },
  'super-admin.appointed': { class: 'accountChange', activity: 7, severity: 4 },
  'super-admin.dismissed': { class: 'accountChange', activity: 8, severity: 2 },
  'tenant.crossed': { class: 'apiActivity', activity: OTHER, severity: 2 },
  'tenant.ended': { class: 'entityManagement', activity: 4, severity: 2 },
  'tenant.entered': { class: 'entityManagement', activity: OTHER, severity: 3 },
  'tenant.left': { class: 'entityManagement', activity: OTHER, severity: 2 },
};
