import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

export interface ReplicationRoleProps {
  readonly environment: Environment;
  readonly auditKey: IKey;
}

/**
 * The role by which S3 copies into the locked buckets. Here it may use the key; each bucket's own policy says what it may do
 * there. S3 assumes it for buckets of this account only, and doesn't say on whose behalf.
 */
export function replicationRole(scope: Construct, { environment, auditKey }: ReplicationRoleProps): IRole {
  const encryption = new ManagedPolicy(scope, 'ReplicationPolicy', {
    managedPolicyName: nameOf(environment, 'log-replication'),
    description: 'Decrypts delivered logs and encrypts their copies.',
    statements: [new PolicyStatement({ actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], resources: [auditKey.keyArn] })],
  });
  const role = new Role(scope, 'ReplicationRole', {
    roleName: nameOf(environment, 'log-replication'),
    description: 'Copies delivered logs into the locked buckets.',
    assumedBy: new ServicePrincipal('s3.amazonaws.com'),
    managedPolicies: [encryption],
  });
  return role.withoutPolicyUpdates();
}
