import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { roleArnOf } from '../../names';
import { ofAccount } from './key-statements';

/**
 * Secrets Manager encrypts a new secret in the name of who deploys it.
 * @param services Who calls for the deployment: Secrets Manager, and RDS where that manages a secret, which it keeps a grant for.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function deployingSecrets(scope: Construct, services: readonly ('secretsmanager' | 'rds')[]): PolicyStatement {
  const grant = services.includes('rds') ? ['kms:CreateGrant'] : [];
  return ofAccount(scope, 'DeploySecrets', [...grant, 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], {
    StringEquals: { 'kms:ViaService': services.map((service) => through(scope, service)) },
    ArnEquals: { 'aws:PrincipalArn': deploymentRoleArn(scope) },
  });
}

/**
 * Secrets Manager reads and renews secrets in the name of roles of the environment.
 * @param roles Which, by their names within the environment; `*` for all, whose own policies then say which secrets.
 */
export function usingSecrets(scope: Construct, environment: Environment, roles: readonly string[]): PolicyStatement {
  return ofAccount(scope, 'Secrets', ['kms:Decrypt', 'kms:GenerateDataKey'], {
    StringEquals: { 'kms:ViaService': through(scope, 'secretsmanager') },
    ArnLike: { 'aws:PrincipalArn': roles.map((role) => roleArnOf(environment, role, Stack.of(scope).account)) },
  });
}

function through(scope: Construct, service: string): string {
  return `${service}.${Stack.of(scope).region}.amazonaws.com`;
}
