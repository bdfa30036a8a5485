import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { DATA_KEY_BACKUP_ROLE, roleArnOf } from '../../names';
import { OwnedTable } from '../shared/owned-table';

/** What a `DataKeyTable` is made from. */
export interface DataKeyTableProps {
  readonly environment: Environment;
  /** The table's own key. */
  readonly key: IKey;
}

/** KEY-8: so long after an erasure, no copy of the person's data key is left. */
export const DATA_KEY_BACKUP_DAYS = 7;

/**
 * The wrapped data keys (KEY-8), in a table of their own because its backups must not live longer than a week. Copies that
 * know no end, exports and backups on demand, are denied to everybody; backups by AWS Backup to everybody but the role of its plan
 * of seven days, for in any other plan or job they would be kept as long as that says.
 */
export class DataKeyTable extends OwnedTable {
  constructor(scope: Construct, id: string, { environment, key }: DataKeyTableProps) {
    super(scope, id, { environment, name: 'data-keys', key, recoveryDays: DATA_KEY_BACKUP_DAYS, policy: withoutLastingCopies(scope, environment) });
  }
}

function withoutLastingCopies(scope: Construct, environment: Environment): PolicyDocument {
  const deny = (sid: string, actions: string[], conditions: Record<string, Record<string, string>> = {}): PolicyStatement =>
    new PolicyStatement({ sid, effect: Effect.DENY, principals: [new AnyPrincipal()], actions, resources: ['*'], conditions });
  return new PolicyDocument({
    statements: [
      deny('NoLastingCopy', ['dynamodb:CreateBackup', 'dynamodb:ExportTableToPointInTime']),
      deny('OnlyOwnPlan', ['dynamodb:StartAwsBackupJob'], { ArnNotEquals: { 'aws:PrincipalArn': roleArnOf(environment, DATA_KEY_BACKUP_ROLE) } }),
      deny('OnlyDeploymentChanges', ['dynamodb:UpdateContinuousBackups'], { ArnNotEquals: { 'aws:PrincipalArn': deploymentRoleArn(scope) } }),
    ],
  });
}
