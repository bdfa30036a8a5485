import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { AirGappedVault } from './air-gapped-vault';
import type { BackupOwner } from './backup-roles';

/** What `CopyVaults` are made from. */
export interface CopyVaultsProps {
  readonly environment: Environment;
  /** The key for backups. */
  readonly key: IKey;
  readonly keepDays: number;
  /** Begins the name of the air-gapped vault. */
  readonly owner: BackupOwner;
}

/**
 * The vaults that take a copy of each backup, as configured (KEY-7): one that is air-gapped and made here, and that of another
 * region, which the stack there makes and which is known by its name.
 */
export class CopyVaults extends Construct {
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, { environment, key, keepDays, owner }: CopyVaultsProps) {
    super(scope, id);
    const { airGapped, copyRegion } = environment.backups;
    this.arns = [
      ...(airGapped ? [new AirGappedVault(this, 'AirGapped', { environment, name: `${owner}air-gapped`, key, keepDays }).arn] : []),
      ...(copyRegion === null ? [] : [`arn:aws:backup:${copyRegion}:${environment.account}:backup-vault:${nameOf(environment, 'copies')}`]),
    ];
  }
}
