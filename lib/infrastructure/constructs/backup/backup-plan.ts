import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import type { BackupVault } from './backup-vault';

/** What a `BackupPlan` is made from. */
export interface BackupPlanProps {
  readonly environment: Environment;
  /** Names the plan: `ringwall-<environment>-<name>`. */
  readonly name: string;
  readonly vault: BackupVault;
  /** The role that takes the backups. */
  readonly roleArn: string;
  /** What is backed up, by ARN. */
  readonly resources: readonly string[];
  /** Days after which a backup is deleted. */
  readonly keepDays: number;
  /**
   * Whether changes are recorded all the time, so that any moment can be restored. Only buckets want that here: PostgreSQL and
   * tables have a point-in-time recovery of their own.
   * @default false
   */
  readonly continuous?: boolean;
  /**
   * Vaults that get a copy of each backup, by ARN.
   * @default - none
   */
  readonly copiesTo?: readonly string[];
}

const EVERY_NIGHT = 'cron(0 2 * * ? *)';

/** Backs stores up every night (KEY-7), each named by its ARN: none is forgotten because somebody forgot a tag. */
export class BackupPlan extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: BackupPlanProps,
  ) {
    super(scope, id);
    const { environment, name, roleArn, resources } = props;
    const plan = new CfnBackupPlan(this, 'Resource', {
      backupPlan: { backupPlanName: nameOf(environment, name), backupPlanRule: [this.rule()] },
    });
    new CfnBackupSelection(this, 'Selection', {
      backupPlanId: plan.attrBackupPlanId,
      backupSelection: { selectionName: nameOf(environment, name), iamRoleArn: roleArn, resources: [...resources] },
    });
  }

  private rule(): CfnBackupPlan.BackupRuleResourceTypeProperty {
    const { vault, keepDays, continuous = false, copiesTo = [] } = this.props;
    return {
      ruleName: 'nightly',
      targetBackupVault: vault.name,
      scheduleExpression: EVERY_NIGHT,
      scheduleExpressionTimezone: 'UTC',
      startWindowMinutes: 60,
      completionWindowMinutes: 300,
      enableContinuousBackup: continuous,
      lifecycle: { deleteAfterDays: keepDays },
      copyActions: copiesTo.map((destinationBackupVaultArn) => ({ destinationBackupVaultArn, lifecycle: { deleteAfterDays: keepDays } })),
    };
  }
}
