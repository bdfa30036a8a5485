import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { BackupPlan } from './backup-plan';
import { BackupRoles, type BackupOwner } from './backup-roles';
import { BackupVault } from './backup-vault';
import { CopyVaults } from './copy-vaults';
import { RestoreTesting } from './restore-testing';

/** A table that is backed up, and its key. */
export interface BackedUpTable {
  /** Names its restore tests. */
  readonly name: string;
  readonly arn: string;
  readonly key: IKey;
}

/** What `TableBackups` are made from. */
export interface TableBackupsProps {
  readonly environment: Environment;
  /** Begins the names of vault, plan and roles. */
  readonly owner: Exclude<BackupOwner, ''>;
  readonly backupsKey: IKey;
  readonly tables: readonly BackedUpTable[];
  /** Days for which the backups are kept. */
  readonly keepDays: number;
}

/** Tables of a stack beside `data`, backed up every night into a locked vault of their own and restored once a month (KEY-7). */
export class TableBackups extends Construct {
  constructor(scope: Construct, id: string, { environment, owner, backupsKey, tables, keepDays }: TableBackupsProps) {
    super(scope, id);
    const vault = new BackupVault(this, 'Vault', { environment, name: `${owner}backups`, key: backupsKey, keepDays });
    const copiesTo = new CopyVaults(this, 'Copies', { environment, key: backupsKey, keepDays, owner }).arns;
    const arns = tables.map(({ arn }) => arn);
    const roles = new BackupRoles(this, 'Roles', {
      environment,
      owner,
      tableArns: arns,
      vaultArns: [vault.arn, ...copiesTo],
      keyArns: [backupsKey, ...tables.map(({ key }) => key)].map(({ keyArn }) => keyArn),
    });
    new BackupPlan(this, 'Tables', { environment, name: `${owner}tables`, vault, roleArn: roles.backupArn, resources: arns, keepDays, copiesTo });
    if (!isLasting(environment)) return;
    const stores = tables.map(({ name, arn, key }) => ({
      type: 'DynamoDB' as const,
      name,
      arn,
      settings: { encryptionType: 'KMS', kmsMasterKeyArn: key.keyArn },
    }));
    new RestoreTesting(this, 'RestoreTesting', { environment, name: `${owner}restores`, vault, roleArn: roles.restoreTestArn, stores });
  }
}
