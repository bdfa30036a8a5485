import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';
import { BACKUP_ACTIONS, KEY_ACTIONS, RESTORE_ACTIONS } from './backup-actions';

/**
 * The most that the roles of AWS Backup can do (CMP-5). Theirs are seventy actions that no other role needs: in the boundary of
 * all roles they would let each of these that much further, and pass IAM's limit on its size.
 */
export class BackupBoundary extends ManagedPolicy {
  /** @param owner Begins its name, as it does those of the roles. */
  constructor(scope: Construct, id: string, environment: Environment, owner: string) {
    super(scope, id, {
      managedPolicyName: nameOf(environment, `${owner}backup-boundary`),
      description: 'The most that the roles of AWS Backup can do.',
      statements: [ceiling(environment), keepsBoundaries(), staysInRegion(environment)],
    });
  }
}

function ceiling({ account }: Environment): PolicyStatement {
  const actions = [...Object.values(BACKUP_ACTIONS).flat(), ...Object.values(RESTORE_ACTIONS).flat(), ...KEY_ACTIONS];
  return new PolicyStatement({
    sid: 'Ceiling',
    actions: [...new Set(actions)].sort(),
    resources: ['*'],
    conditions: { StringEqualsIfExists: { 'aws:ResourceAccount': account } },
  });
}

function keepsBoundaries(): PolicyStatement {
  return new PolicyStatement({
    sid: 'KeepsBoundaries',
    effect: Effect.DENY,
    actions: ['iam:CreatePolicyVersion', 'iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary', 'iam:SetDefaultPolicyVersion'],
    resources: ['*'],
  });
}

/** Copies to another region are made from there, in the name of the service. */
function staysInRegion({ region }: Environment): PolicyStatement {
  return new PolicyStatement({
    sid: 'StaysInRegion',
    effect: Effect.DENY,
    notActions: ['backup:CopyIntoBackupVault', 's3:ListAllMyBuckets'],
    resources: ['*'],
    conditions: { StringNotEquals: { 'aws:RequestedRegion': region } },
  });
}
