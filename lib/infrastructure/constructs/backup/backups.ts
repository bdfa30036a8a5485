import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { BackupPlan } from './backup-plan';
import { BackupRoles } from './backup-roles';
import { BackupVault } from './backup-vault';
import { CopyVaults } from './copy-vaults';
import { RestoreTesting, type Rehearsed } from './restore-testing';

/** What `Backups` are made from; stores by ARN. */
export interface BackupsProps {
  readonly environment: Environment;
  readonly backupsKey: IKey;
  /** The keys of the other stores, which are read when a backup is taken. */
  readonly storeKeys: readonly IKey[];
  readonly cluster: Rehearsed;
  /** The ledger of erasures, which outlives what it speaks of. */
  readonly ledger: Rehearsed;
  readonly bucket: IBucket;
  /** The table of wrapped data keys: its ARN and its key. */
  readonly dataKeys: { readonly arn: string; readonly key: IKey };
  /** Days for which backups are kept: of the wrapped data keys, and of everything else. */
  readonly keepDays: { readonly dataKeys: number; readonly stores: number };
}

/**
 * The backups (KEY-7): PostgreSQL and the ledger every night, objects all the time, in a locked vault under a key of its own;
 * the wrapped data keys apart, in a vault that keeps nothing for longer than a week and lets nothing be copied (KEY-8).
 */
export class Backups extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: BackupsProps,
  ) {
    super(scope, id);
    const { environment, backupsKey, cluster, ledger, bucket, dataKeys } = props;
    const { stores: keepDays, dataKeys: dataKeyDays } = props.keepDays;
    const vault = new BackupVault(this, 'Vault', { environment, name: 'backups', key: backupsKey, keepDays });
    const week = new BackupVault(this, 'DataKeysVault', {
      environment,
      name: 'data-key-backups',
      key: backupsKey,
      keepDays: dataKeyDays,
      copies: false,
    });
    const copiesTo = new CopyVaults(this, 'Copies', { environment, key: backupsKey, keepDays, owner: '' }).arns;
    const roles = this.roles([vault.arn, ...copiesTo]);

    const shared = { environment, roleArn: roles.backupArn };
    new BackupPlan(this, 'Stores', { ...shared, name: 'stores', vault, keepDays, resources: [cluster.arn, ledger.arn], copiesTo });
    new BackupPlan(this, 'Objects', { ...shared, name: 'objects', vault, keepDays, resources: [bucket.bucketArn], continuous: true, copiesTo });
    const keyArns = [backupsKey, dataKeys.key].map(({ keyArn }) => keyArn);
    const roleArn = roles.forDataKeys({ tableArn: dataKeys.arn, vaultArn: week.arn, keyArns });
    new BackupPlan(this, 'DataKeys', { environment, roleArn, name: 'data-keys', vault: week, keepDays: dataKeyDays, resources: [dataKeys.arn] });
    if (isLasting(environment)) {
      const stores: readonly Rehearsed[] = [cluster, ledger, { type: 'S3', arn: bucket.bucketArn }];
      new RestoreTesting(this, 'RestoreTesting', { environment, name: 'restores', vault, roleArn: roles.restoreTestArn, stores });
    }
  }

  private roles(vaultArns: readonly string[]): BackupRoles {
    const { environment, backupsKey, storeKeys, cluster, ledger, bucket } = this.props;
    return new BackupRoles(this, 'Roles', {
      environment,
      owner: '',
      clusterArn: cluster.arn,
      tableArns: [ledger.arn],
      bucket,
      vaultArns,
      keyArns: [backupsKey, ...storeKeys].map(({ keyArn }) => keyArn),
    });
  }
}
