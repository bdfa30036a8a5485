import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { roleArnOf } from '../../names';
import { ofAccount } from './key-statements';
import { deployingSecrets, usingSecrets } from './secret-statements';
import { PurposeKey, type KeyProps } from './purpose-key';

/** Encrypts secrets, and the environment of functions. */
export class SecretsKey extends PurposeKey {
  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id, {
      ...props,
      purpose: 'secrets',
      guardsLogs: false,
      users: [
        configuring(scope),
        reading(scope, props.environment),
        deployingSecrets(scope, ['secretsmanager', 'rds']),
        usingSecrets(scope, props.environment, ['*']),
      ],
    });
  }
}

/** Lambda encrypts a function's environment in the name of who deploys it, and keeps a grant for later starts. */
function configuring(scope: Construct): PolicyStatement {
  return ofAccount(scope, 'Deploy', ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], {
    StringEquals: { 'kms:ViaService': `lambda.${Stack.of(scope).region}.amazonaws.com` },
    ArnEquals: { 'aws:PrincipalArn': deploymentRoleArn(scope) },
  });
}

/** A function reads its own environment when it starts. */
function reading(scope: Construct, environment: Environment): PolicyStatement {
  return ofAccount(scope, 'Functions', ['kms:Decrypt'], {
    StringEquals: { 'kms:ViaService': `lambda.${Stack.of(scope).region}.amazonaws.com` },
    ArnLike: { 'aws:PrincipalArn': roleArnOf(environment, '*', Stack.of(scope).account) },
  });
}
