import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { DATA_KEY_BACKUP_ROLE, roleArnOf } from '../../names';
import { ofAccount } from './key-statements';

/** What makes a store, or a copy of one, and lets its service go on using the key for as long as it stands. */
const MAKE = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:RetireGrant',
];

/** A service, such as `rds`, makes the store in the name of who deploys it. */
export function deploying(scope: Construct, service: string): PolicyStatement {
  return ofAccount(scope, 'Deploy', MAKE, {
    StringEquals: { 'kms:ViaService': through(scope, [service]) },
    ArnEquals: { 'aws:PrincipalArn': deploymentRoleArn(scope) },
  });
}

/**
 * AWS Backup takes backups and tests restores by the roles made for it, and copies by one of its own, through the store's service.
 * @param owners What the names of these roles begin with: a stack beside `data` has some of its own.
 */
export function backingUp(scope: Construct, environment: Environment, services: readonly string[], owners: readonly string[] = ['']): PolicyStatement {
  const { account } = Stack.of(scope);
  return ofAccount(scope, 'Backup', MAKE, {
    StringEquals: { 'kms:ViaService': through(scope, services) },
    ArnEquals: {
      'aws:PrincipalArn': [
        ...owners.flatMap((owner) => rolesOf(owner).map((role) => roleArnOf(environment, role, account))),
        `arn:aws:iam::${account}:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup`,
      ],
    },
  });
}

/** Stack `data` has one more, for the wrapped data keys alone; what each reads its own policy says. */
function rolesOf(owner: string): readonly string[] {
  return [`${owner}backup`, `${owner}restore-test`, ...(owner === '' ? [DATA_KEY_BACKUP_ROLE] : [])];
}

/** Roles of the environment read and write through the store's service; which of them may, their own policies say. */
export function working(scope: Construct, environment: Environment, service: string): PolicyStatement {
  return ofAccount(scope, 'Roles', ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'], {
    StringEquals: { 'kms:ViaService': through(scope, [service]) },
    ArnLike: { 'aws:PrincipalArn': roleArnOf(environment, '*', Stack.of(scope).account) },
  });
}

function through(scope: Construct, services: readonly string[]): string[] {
  return services.map((service) => `${service}.${Stack.of(scope).region}.amazonaws.com`);
}
