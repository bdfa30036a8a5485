import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnLogicallyAirGappedBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What an `AirGappedVault` is made from. */
export interface AirGappedVaultProps {
  readonly environment: Environment;
  /** Names the vault: `ringwall-<environment>-<name>`. */
  readonly name: string;
  /** The key for backups. */
  readonly key: IKey;
  /** Days for which what it takes is kept: never less, never more. */
  readonly keepDays: number;
}

/** A vault whose content lies in an account of AWS Backup's own, locked in compliance mode (KEY-7). It outlives its stack. */
export class AirGappedVault extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, name, key, keepDays }: AirGappedVaultProps) {
    super(scope, id);
    const vault = new CfnLogicallyAirGappedBackupVault(this, 'Resource', {
      backupVaultName: nameOf(environment, name),
      encryptionKeyArn: key.keyArn,
      minRetentionDays: keepDays,
      maxRetentionDays: keepDays,
    });
    vault.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.arn = vault.attrBackupVaultArn;
  }
}
