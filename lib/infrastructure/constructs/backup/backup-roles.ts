import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { DATA_KEY_BACKUP_ROLE, nameOf } from '../../names';
import { BACKUP_ACTIONS, KEY_ACTIONS, RESTORE_ACTIONS } from './backup-actions';
import { BackupBoundary } from './backup-boundary';

/** Whose backups they are: those of stack `data`, or of the stack so named. */
export type BackupOwner = '' | 'identity-';

/** What `BackupRoles` are made from. */
export interface BackupRolesProps {
  readonly environment: Environment;
  /** Begins the names of the roles, where a stack beside `data` has some of its own. */
  readonly owner: BackupOwner;
  /**
   * The cluster that is backed up, by ARN.
   * @default - none
   */
  readonly clusterArn?: string;
  /** The tables, by ARN. */
  readonly tableArns: readonly string[];
  /**
   * The bucket; its own policy lets backups read the objects, which only a pattern can name.
   * @default - none
   */
  readonly bucket?: IBucket;
  /** The vaults that backups and copies go to, by ARN. */
  readonly vaultArns: readonly string[];
  /** The keys of all of these and of the backups, by ARN. */
  readonly keyArns: readonly string[];
}

/** The table of wrapped data keys, the vault of its backups, and the keys of both; all by ARN. */
export interface DataKeyStore {
  readonly tableArn: string;
  readonly vaultArn: string;
  readonly keyArns: readonly string[];
}

/** Restores that only rehearse are named so by AWS. */
const REHEARSAL = 'awsbackup-restore-test-*';
/** So are the snapshots that it takes. */
const SNAPSHOTS = 'cluster-snapshot:awsbackup:*';

/** By which AWS Backup takes backups, and by which it tests that they can be restored; the first restores nothing. */
export class BackupRoles extends Construct {
  readonly backupArn: string;
  readonly restoreTestArn: string;
  private readonly boundary: BackupBoundary;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BackupRolesProps,
  ) {
    super(scope, id);
    const { environment, owner, bucket } = props;
    this.boundary = new BackupBoundary(this, 'Boundary', environment, owner);
    const backup = this.role('Backup', `${owner}backup`, 'Takes backups.', this.backing());
    bucket?.addToResourcePolicy(
      new PolicyStatement({ sid: 'BackupReads', principals: [backup], actions: [...BACKUP_ACTIONS.objects], resources: [bucket.arnForObjects('*')] }),
    );
    this.backupArn = backup.roleArn;
    this.restoreTestArn = this.role('RestoreTest', `${owner}restore-test`, 'Rehearses restores.', this.restoring()).roleArn;
  }

  /** The ARN of one more role, which backs up the wrapped data keys and nothing else (KEY-8). */
  forDataKeys(store: DataKeyStore): string {
    return this.role('DataKeyBackup', DATA_KEY_BACKUP_ROLE, 'Takes backups of the wrapped data keys.', this.backingDataKeys(store)).roleArn;
  }

  private role(id: string, name: string, description: string, statements: PolicyStatement[]): Role {
    const { environment } = this.props;
    const roleName = nameOf(environment, name);
    const role = new Role(this, id, {
      roleName,
      description,
      assumedBy: new ServicePrincipal('backup.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': environment.account } } }),
    });
    PermissionsBoundary.of(role).apply(this.boundary);
    new ManagedPolicy(this, `${id}Policy`, { managedPolicyName: roleName, description, roles: [role], statements });
    return role;
  }

  private backing(): PolicyStatement[] {
    const { clusterArn, tableArns, bucket, vaultArns } = this.props;
    return [
      ...(clusterArn === undefined ? [] : this.backingDatabase(clusterArn)),
      allow(BACKUP_ACTIONS.tables, [...tableArns]),
      ...(bucket === undefined ? [] : this.backingBucket(bucket)),
      allow(BACKUP_ACTIONS.vaults, [...vaultArns]),
      allow(BACKUP_ACTIONS.copies, [this.arn('backup', 'recovery-point:*'), ...(clusterArn === undefined ? [] : [this.arn('rds', SNAPSHOTS)])]),
      allow(BACKUP_ACTIONS.everywhere, ['*']),
      this.usingKeys(),
    ];
  }

  private backingDataKeys({ tableArn, vaultArn, keyArns }: DataKeyStore): PolicyStatement[] {
    return [
      allow(BACKUP_ACTIONS.tables, [tableArn]),
      allow(BACKUP_ACTIONS.vaults, [vaultArn]),
      allow(['backup:TagResource'], [this.arn('backup', 'recovery-point:*')]),
      allow(['tag:GetResources'], ['*']),
      allow(KEY_ACTIONS, [...keyArns]),
    ];
  }

  private backingDatabase(clusterArn: string): PolicyStatement[] {
    return [allow(BACKUP_ACTIONS.database, [clusterArn, this.arn('rds', SNAPSHOTS)]), allow(BACKUP_ACTIONS.snapshots, [this.arn('rds', SNAPSHOTS)])];
  }

  private backingBucket(bucket: IBucket): PolicyStatement[] {
    return [allow(BACKUP_ACTIONS.bucket, [bucket.bucketArn]), allow(BACKUP_ACTIONS.changes, [this.arn('events', 'rule/AwsBackupManagedRule*')])];
  }

  private restoring(): PolicyStatement[] {
    const { clusterArn, bucket } = this.props;
    return [
      ...(clusterArn === undefined ? [] : [this.restoringDatabase()]),
      allow(RESTORE_ACTIONS.tables, [this.arn('dynamodb', `table/${REHEARSAL}`)]),
      ...(bucket === undefined
        ? []
        : [allow(RESTORE_ACTIONS.bucket, [`arn:aws:s3:::${REHEARSAL}`]), allow(RESTORE_ACTIONS.objects, [`arn:aws:s3:::${REHEARSAL}/*`])]),
      this.usingKeys(),
    ];
  }

  private restoringDatabase(): PolicyStatement {
    const { environment } = this.props;
    return allow(RESTORE_ACTIONS.database, [
      this.arn('rds', `cluster:${REHEARSAL}`),
      this.arn('rds', SNAPSHOTS),
      this.arn('rds', `cluster-pg:${nameOf(environment, 'database')}`),
      this.arn('rds', `subgrp:${nameOf(environment, 'database')}`),
    ]);
  }

  private usingKeys(): PolicyStatement {
    return allow(KEY_ACTIONS, [...this.props.keyArns]);
  }

  /** With CloudFormation's own words for the place, so that the exceptions which name it hold in every account. */
  private arn(service: string, resource: string): string {
    return `arn:aws:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
  }
}

function allow(actions: readonly string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources });
}
