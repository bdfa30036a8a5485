import type { Resources } from './mini-graph';
import { ACCOUNT, denial, key, policy, resource } from './resources';

type Properties = Readonly<Record<string, unknown>>;

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Parameters with which a database passes. */
const PARAMETERS = Object.freeze({
  'rds.force_ssl': '1',
  ssl_min_protocol_version: 'TLSv1.2',
  shared_preload_libraries: 'pg_stat_statements,pgaudit',
  'pgaudit.log': 'ddl,role,read,write',
  log_statement: 'ddl',
  log_connections: '1',
  log_disconnections: '1',
});

/** A database of two instances in two zones, with its key, parameters and log group. */
export function database(changes: { readonly cluster?: Properties; readonly parameters?: Properties; readonly instance?: Properties } = {}): Resources {
  return {
    DatabaseKey: key(),
    Parameters: resource('AWS::RDS::DBClusterParameterGroup', { Parameters: { ...PARAMETERS, ...changes.parameters } }),
    Cluster: resource('AWS::RDS::DBCluster', {
      DBClusterIdentifier: 'main',
      Engine: 'aurora-postgresql',
      DBClusterParameterGroupName: { Ref: 'Parameters' },
      StorageEncrypted: true,
      KmsKeyId: arnOf('DatabaseKey'),
      BackupRetentionPeriod: 35,
      EnableCloudwatchLogsExports: ['postgresql'],
      ...changes.cluster,
    }),
    One: resource('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' }, AvailabilityZone: 'eu-central-1a' }),
    Two: resource('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' }, AvailabilityZone: 'eu-central-1b', ...changes.instance }),
    Logs: resource('AWS::Logs::LogGroup', { LogGroupName: '/aws/rds/cluster/main/postgresql' }),
  };
}

/** A cache with its key. */
export function cache(changes: Properties = {}): Resources {
  const properties = {
    AtRestEncryptionEnabled: true,
    KmsKeyId: arnOf('CacheKey'),
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: 'required',
    MultiAZEnabled: true,
    AutomaticFailoverEnabled: true,
    ReplicasPerNodeGroup: 1,
    SnapshotRetentionLimit: 15,
  };
  return { CacheKey: key(), Cache: resource('AWS::ElastiCache::ReplicationGroup', { ...properties, ...changes }) };
}

/** The role that the plan of the wrapped data keys has to itself. */
export const DATA_KEY_BACKUP_ARN = `arn:aws:iam::${ACCOUNT}:role/ringwall-prod-data-key-backup`;

/** Denies backups by AWS Backup to everybody but these roles. */
export function onlyOwnPlan(...roles: readonly string[]): Properties {
  return denial('dynamodb:StartAwsBackupJob', { ArnNotEquals: { 'aws:PrincipalArn': roles } });
}

/** The table of wrapped data keys, with its key. */
export function dataKeyTable(changes: Properties = {}): Resources {
  return {
    TableKey: key(),
    Table: resource('AWS::DynamoDB::Table', {
      TableName: 'ringwall-prod-data-keys',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: arnOf('TableKey') },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      ResourcePolicy: { PolicyDocument: policy(denial(['dynamodb:CreateBackup', 'dynamodb:ExportTableToPointInTime']), onlyOwnPlan(DATA_KEY_BACKUP_ARN)) },
      ...changes,
    }),
  };
}

/** A locked vault, with its key. */
export function vault(changes: Properties = {}): Resources {
  const properties = {
    EncryptionKeyArn: arnOf('BackupsKey'),
    LockConfiguration: { MinRetentionDays: 7, MaxRetentionDays: 7, ChangeableForDays: 3 },
    AccessPolicy: policy(denial(['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'])),
  };
  return { BackupsKey: key(), Vault: resource('AWS::Backup::BackupVault', { ...properties, ...changes }) };
}

/** A plan that backs stores up into the vault. */
export function plan(stores: readonly unknown[], rule: Properties = {}, selection: Properties = {}): Resources {
  const nightly = { TargetBackupVault: { Ref: 'Vault' }, ScheduleExpression: 'cron(0 2 * * ? *)', Lifecycle: { DeleteAfterDays: 7 }, ...rule };
  return {
    Plan: resource('AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanName: 'nightly', BackupPlanRule: [nightly] } }),
    Selection: resource('AWS::Backup::BackupSelection', { BackupPlanId: { Ref: 'Plan' }, BackupSelection: { Resources: stores, ...selection } }),
  };
}

/** A rehearsal of the restore of one store from the vault. */
export function rehearsal(type: string, store: unknown): Resources {
  return {
    Rehearsals: resource('AWS::Backup::RestoreTestingPlan', { RecoveryPointSelection: { IncludeVaults: [{ 'Fn::GetAtt': ['Vault', 'BackupVaultArn'] }] } }),
    [`Rehearsal${type}`]: resource('AWS::Backup::RestoreTestingSelection', {
      RestoreTestingPlanName: { Ref: 'Rehearsals' },
      ProtectedResourceType: type,
      ProtectedResourceArns: [store],
    }),
  };
}
