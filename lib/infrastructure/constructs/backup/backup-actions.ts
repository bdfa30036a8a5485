/**
 * What AWS Backup does for the stores here, and nothing for the twenty other kinds that its managed policies serve. Taken
 * from AWSBackupServiceRolePolicyForBackup, …ForRestores, …ForS3Backup and …ForS3Restore.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
 */
export const BACKUP_ACTIONS = Object.freeze({
  database: [
    'rds:AddTagsToResource',
    'rds:CopyDBClusterSnapshot',
    'rds:CreateDBClusterSnapshot',
    'rds:DescribeDBClusters',
    'rds:DescribeDBClusterSnapshots',
    'rds:ListTagsForResource',
  ],
  snapshots: ['rds:DeleteDBClusterSnapshot', 'rds:ModifyDBClusterSnapshotAttribute'],
  tables: ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'],
  bucket: [
    's3:GetBucketAcl',
    's3:GetBucketLocation',
    's3:GetBucketNotification',
    's3:GetBucketTagging',
    's3:GetBucketVersioning',
    's3:GetInventoryConfiguration',
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:PutBucketNotification',
    's3:PutInventoryConfiguration',
  ],
  objects: ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
  changes: [
    'events:DeleteRule',
    'events:DescribeRule',
    'events:DisableRule',
    'events:EnableRule',
    'events:ListTargetsByRule',
    'events:PutRule',
    'events:PutTargets',
    'events:RemoveTargets',
  ],
  vaults: ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
  copies: ['backup:CopyFromBackupVault', 'backup:TagResource'],
  everywhere: ['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets', 'tag:GetResources'],
});

/** What it does to restore copies of them under names of its own. */
export const RESTORE_ACTIONS = Object.freeze({
  database: [
    'rds:AddTagsToResource',
    'rds:DeleteDBCluster',
    'rds:DescribeDBClusters',
    'rds:DescribeDBClusterSnapshots',
    'rds:ListTagsForResource',
    'rds:RestoreDBClusterFromSnapshot',
  ],
  tables: [
    'dynamodb:BatchWriteItem',
    'dynamodb:DeleteItem',
    'dynamodb:DescribeTable',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:RestoreTableFromAwsBackup',
    'dynamodb:Scan',
    'dynamodb:UpdateItem',
  ],
  bucket: [
    's3:CreateBucket',
    's3:GetBucketLocation',
    's3:GetBucketOwnershipControls',
    's3:GetBucketVersioning',
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:PutBucketOwnershipControls',
    's3:PutBucketVersioning',
  ],
  objects: [
    's3:DeleteObject',
    's3:GetObject',
    's3:GetObjectVersion',
    's3:ListMultipartUploadParts',
    's3:PutObject',
    's3:PutObjectAcl',
    's3:PutObjectTagging',
    's3:PutObjectVersionAcl',
    's3:PutObjectVersionTagging',
  ],
});

/** Keys by which either of them reads and writes; each key's own policy says through which service. */
export const KEY_ACTIONS = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:RetireGrant',
];
