import type { Exception } from '../exception';

/** Actions without resources. */
export const ex004: Exception = {
  id: 'EX-004',
  rule: 'IAMNoWildcardPermissions',
  reason:
    'AWS knows no resource for these actions: account-wide settings, sending traces, the channels of Session ' +
    'Manager and the registration of an instance whose ID is not known before it runs.',
  compensatingControl: {
    controls: ['CMP-5'],
    sentence: 'Each action is named, none by a wildcard; the roles have the permissions boundary, which keeps them in ' + 'their account and region.',
  },
  constructs: ['foundation/AccountSettingsFunction/Policy', 'foundation/Tracing', 'network/Bastion/Policy'],
  findings: ['Resource::*'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
