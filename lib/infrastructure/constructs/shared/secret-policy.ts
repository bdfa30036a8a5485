import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { roleArnOf } from '../../names';

/** What reads, changes, moves or ends a secret or its rotation, or says who may. Who runs `ringwall rotate` is a role of the environment. */
const GUARDED = [
  'secretsmanager:CancelRotateSecret',
  'secretsmanager:DeleteResourcePolicy',
  'secretsmanager:DeleteSecret',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:PutSecretValue',
  'secretsmanager:ReplicateSecretToRegions',
  'secretsmanager:RestoreSecret',
  'secretsmanager:RotateSecret',
  'secretsmanager:UpdateSecret',
  'secretsmanager:UpdateSecretVersionStage',
];

/**
 * The policy of a secret (SEC-1): closed to everybody but roles of the environment, whose own policies say which of them read
 * it, and the deployment.
 * @param others Further roles that keep their access, by ARN.
 */
export function closedToOthers(scope: Construct, environment: Environment, others: readonly string[] = []): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'OnlyOwnRoles',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: GUARDED,
        resources: ['*'],
        conditions: { ArnNotLike: { 'aws:PrincipalArn': [roleArnOf(environment, '*'), deploymentRoleArn(scope), ...others] } },
      }),
    ],
  });
}
