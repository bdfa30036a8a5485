import type { Exception } from '../exception';

/** Names that AWS Backup makes up. */
export const ex014: Exception = {
  id: 'EX-014',
  rule: 'IAMNoWildcardPermissions',
  reason:
    'Snapshots, recovery points, the rules by which AWS Backup follows a bucket and what it restores as a rehearsal have names that it makes up itself; only their beginning is known.',
  compensatingControl: {
    controls: ['KEY-7', 'CMP-5'],
    sentence:
      "Each action is named; the patterns hold AWS Backup's own prefixes, which nothing else of the environment has, and all roles have a boundary of their own.",
  },
  constructs: [
    'data/Backups/Roles/BackupPolicy',
    'data/Backups/Roles/DataKeyBackupPolicy',
    'data/Backups/Roles/RestoreTestPolicy',
    'identity/Backups/Roles/BackupPolicy',
    'identity/Backups/Roles/RestoreTestPolicy',
  ],
  findings: [
    'Resource::arn:aws:backup:<AWS::Region>:<AWS::AccountId>:recovery-point:*',
    'Resource::arn:aws:events:<AWS::Region>:<AWS::AccountId>:rule/AwsBackupManagedRule*',
    'Resource::arn:aws:rds:<AWS::Region>:<AWS::AccountId>:cluster-snapshot:awsbackup:*',
    'Resource::arn:aws:dynamodb:<AWS::Region>:<AWS::AccountId>:table/awsbackup-restore-test-*',
    'Resource::arn:aws:rds:<AWS::Region>:<AWS::AccountId>:cluster:awsbackup-restore-test-*',
    'Resource::arn:aws:s3:::awsbackup-restore-test-*',
    'Resource::arn:aws:s3:::awsbackup-restore-test-*/*',
  ],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
