import { CfnRestoreTestingPlan, CfnRestoreTestingSelection } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import type { BackupVault } from './backup-vault';

/** A store whose restore is rehearsed. */
export interface Rehearsed {
  /** As AWS Backup calls its kind. */
  readonly type: 'Aurora' | 'DynamoDB' | 'S3';
  /**
   * Names the selection, where a plan has several of a kind.
   * @default - its kind
   */
  readonly name?: string;
  readonly arn: string;
  /**
   * Settings of the copy that AWS Backup can't tell from the backup, or would choose worse.
   * @default - none
   */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What `RestoreTesting` is made from. */
export interface RestoreTestingProps {
  readonly environment: Environment;
  /** Names the plan. */
  readonly name: string;
  readonly vault: BackupVault;
  readonly roleArn: string;
  readonly stores: readonly Rehearsed[];
}

const EVERY_MONTH = 'cron(0 6 1 * ? *)';
const NEWEST_OF_DAYS = 7;

/** Restores the newest backup of each store once a month, measures how long that takes (AVL-2), and deletes the copy. */
export class RestoreTesting extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: RestoreTestingProps,
  ) {
    super(scope, id);
    const plan = new CfnRestoreTestingPlan(this, 'Resource', {
      restoreTestingPlanName: this.identifier(props.name),
      scheduleExpression: EVERY_MONTH,
      scheduleExpressionTimezone: 'UTC',
      startWindowHours: 1,
      recoveryPointSelection: {
        algorithm: 'LATEST_WITHIN_WINDOW',
        includeVaults: [props.vault.arn],
        recoveryPointTypes: ['SNAPSHOT', 'CONTINUOUS'],
        selectionWindowDays: NEWEST_OF_DAYS,
      },
    });
    for (const store of props.stores) this.rehearse(store, plan);
  }

  private rehearse({ type, name = type, arn, settings }: Rehearsed, plan: CfnRestoreTestingPlan): void {
    new CfnRestoreTestingSelection(this, name, {
      restoreTestingPlanName: plan.ref,
      restoreTestingSelectionName: this.identifier(name.toLowerCase()),
      protectedResourceType: type,
      protectedResourceArns: [arn],
      iamRoleArn: this.props.roleArn,
      ...(settings === undefined ? {} : { restoreMetadataOverrides: { ...settings } }),
    });
  }

  /** AWS takes letters, digits and underscores here. */
  private identifier(thing: string): string {
    return nameOf(this.props.environment, thing).replaceAll('-', '_');
  }
}
