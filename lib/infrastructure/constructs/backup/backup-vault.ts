import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What a `BackupVault` is made from. */
export interface BackupVaultProps {
  readonly environment: Environment;
  /** Names the vault: `ringwall-<environment>-<name>`. */
  readonly name: string;
  /** The key for backups. */
  readonly key: IKey;
  /** Days for which what it takes is kept: never less, never more. */
  readonly keepDays: number;
  /**
   * Whether copies may be made of what it keeps.
   * @default true
   */
  readonly copies?: boolean;
}

/** Days in which a lock that nobody can lift any more can still be called back; AWS's least. */
const SECOND_THOUGHTS = 3;

/**
 * Where backups are kept (KEY-7). Where data is real its lock is in compliance mode: not even the account's root ends a backup
 * early or unlocks the vault. There it outlives its stack; where changes are tried it goes once its backups have expired.
 */
export class BackupVault extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BackupVaultProps,
  ) {
    super(scope, id);
    const { environment, name, key } = props;
    const vault = new CfnBackupVault(this, 'Resource', {
      backupVaultName: nameOf(environment, name),
      encryptionKeyArn: key.keyArn,
      ...(isLasting(environment) ? { lockConfiguration: this.lock(), accessPolicy: this.policy() } : {}),
    });
    vault.applyRemovalPolicy(isLasting(environment) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.name = vault.ref;
    this.arn = vault.attrBackupVaultArn;
  }

  private lock(): CfnBackupVault.LockConfigurationTypeProperty {
    const { environment, keepDays } = this.props;
    const compliance = environment.retention.lockMode === 'COMPLIANCE' ? { changeableForDays: SECOND_THOUGHTS } : {};
    return { minRetentionDays: keepDays, maxRetentionDays: keepDays, ...compliance };
  }

  private policy(): PolicyDocument {
    const { copies = true } = this.props;
    return new PolicyDocument({
      statements: [
        this.deny('NobodyEnds', ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle']),
        this.deny('OnlyDeploymentChanges', ['backup:DeleteBackupVault', 'backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'], {
          ArnNotEquals: { 'aws:PrincipalArn': deploymentRoleArn(this) },
        }),
        ...(copies ? [] : [this.deny('NobodyCopies', ['backup:CopyFromBackupVault'])]),
      ],
    });
  }

  private deny(sid: string, actions: string[], conditions: Record<string, Record<string, string>> = {}): PolicyStatement {
    return new PolicyStatement({ sid, effect: Effect.DENY, principals: [new AnyPrincipal()], actions, resources: ['*'], conditions });
  }
}
