import { Stack } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PermissionsBoundary as Boundary, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { accountsOf, nameOf, roleArnOf } from '../../names';
import { BREAK_GLASS_ACTIONS, SERVICE_ROLE_ACTIONS, SSO_OPERATOR_ACTIONS } from './boundary-actions';
import { breakGlassArnOf } from './break-glass';
import { needsSsoOperator, SSO_OPERATOR } from './sso-operator';

/** What a `PermissionsBoundary` is made from. */
export interface PermissionsBoundaryProps {
  readonly environment: Environment;
  /** What the environment's functions do, from their contracts. */
  readonly functionActions: readonly string[];
  /** Patterns of the buckets that keep logs, and of what is in them. */
  readonly logBuckets: readonly string[];
}

/**
 * The most that any role of the environment can do, whatever its policies say (CMP-5): the listed actions, on resources of the
 * environment's own accounts and region, and never what would blind the audit or lift the boundary itself. It grants nothing.
 */
export class PermissionsBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string, { environment, functionActions, logBuckets }: PermissionsBoundaryProps) {
    const name = nameOf(environment, 'boundary');
    const breakGlassArn = breakGlassArnOf(scope, environment);
    super(scope, id, {
      managedPolicyName: name,
      description: `The most that any role of the environment ${environment.name} can do.`,
      statements: [
        ceiling(environment, functionActions),
        breakGlass(breakGlassArn),
        ...(needsSsoOperator(environment) ? [ssoOperator(roleArnOf(environment, SSO_OPERATOR, Stack.of(scope).account))] : []),
        keepsKeys(breakGlassArn),
        keepsLogs(logBuckets),
        keepsRecording(),
        ...keepsBoundaries(`arn:aws:iam::${Stack.of(scope).account}:policy/${name}`),
        staysInRegion(environment),
      ],
    });
    Boundary.of(scope).apply(this);
  }
}

function ceiling(environment: Environment, functionActions: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'Ceiling',
    actions: [...new Set([...functionActions, ...Object.values(SERVICE_ROLE_ACTIONS).flat()])].sort(),
    resources: ['*'],
    // Not every service tells the owner of the resource; where one does, it is ours.
    conditions: { StringEqualsIfExists: { 'aws:ResourceAccount': accountsOf(environment) } },
  });
}

function breakGlass(breakGlassArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'BreakGlass',
    actions: Object.values(BREAK_GLASS_ACTIONS).flat(),
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:PrincipalArn': breakGlassArn } },
  });
}

function ssoOperator(roleArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'SsoOperator',
    actions: Object.values(SSO_OPERATOR_ACTIONS).flat(),
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn } },
  });
}

function keepsKeys(breakGlassArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'KeepsKeys',
    effect: Effect.DENY,
    actions: ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
    resources: ['*'],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': breakGlassArn } },
  });
}

function keepsLogs(buckets: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'KeepsLogs',
    effect: Effect.DENY,
    actions: [
      's3:BypassGovernanceRetention',
      's3:DeleteBucket',
      's3:DeleteBucketPolicy',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketPolicy',
      's3:PutBucketVersioning',
      's3:PutLifecycleConfiguration',
      's3:PutObjectRetention',
      's3:PutReplicationConfiguration',
    ],
    resources: [...buckets],
  });
}

function keepsRecording(): PolicyStatement {
  return new PolicyStatement({
    sid: 'KeepsRecording',
    effect: Effect.DENY,
    actions: [
      'cloudtrail:DeleteTrail',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
      'config:DeleteConfigurationRecorder',
      'config:DeleteDeliveryChannel',
      'config:PutConfigurationRecorder',
      'config:StopConfigurationRecorder',
      'logs:DeleteLogGroup',
      'logs:DeleteLogStream',
      'logs:DeleteRetentionPolicy',
      'logs:DisassociateKmsKey',
      'logs:PutRetentionPolicy',
    ],
    resources: ['*'],
  });
}

/** Else a role could make another one without it. */
function keepsBoundaries(boundaryArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'KeepsBoundary',
      effect: Effect.DENY,
      actions: ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'],
      resources: [boundaryArn],
    }),
    new PolicyStatement({
      sid: 'KeepsBounded',
      effect: Effect.DENY,
      actions: ['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'MakesBounded',
      effect: Effect.DENY,
      actions: ['iam:CreateRole', 'iam:CreateUser', 'iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
      resources: ['*'],
      conditions: { StringNotEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    }),
  ];
}

/** Global services answer from us-east-1. */
function staysInRegion({ region }: Environment): PolicyStatement {
  return new PolicyStatement({
    sid: 'StaysInRegion',
    effect: Effect.DENY,
    actions: ['*'],
    resources: ['*'],
    conditions: { StringNotEquals: { 'aws:RequestedRegion': [...new Set([region, 'us-east-1'])] } },
  });
}
