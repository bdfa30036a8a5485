import type { Exception } from '../exception';

/** Actions without resources. */
export const ex004: Exception = {
  id: 'EX-004',
  rule: 'IAMNoWildcardPermissions',
  reason:
    'AWS knows no resource for these actions: account-wide settings, sending traces, connecting functions to subnets, ' +
    'listing secrets and backups, the log role of API Gateway, the channels of Session Manager and the registration of an instance whose ID is ' +
    'not known before it runs.',
  compensatingControl: {
    controls: ['CMP-5'],
    sentence: 'Each action is named, none by a wildcard; the roles have the permissions boundary, which keeps them in ' + 'their account and region.',
  },
  constructs: [
    'foundation/AccountSettingsFunction/Policy',
    'foundation/FunctionBasics',
    'network/Bastion/Policy',
    'data/Functions/Basics',
    'data/Functions/SecretAges/Policy',
    'data/Backups/Roles/BackupPolicy',
    'data/Backups/Roles/DataKeyBackupPolicy',
    'identity/FunctionBasics',
    'identity/Backups/Roles/BackupPolicy',
    'api/FunctionBasics',
    'api/Gateway/LogRole/Policy',
  ],
  findings: ['Resource::*'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
