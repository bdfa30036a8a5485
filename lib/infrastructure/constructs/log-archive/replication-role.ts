import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What a `ReplicationRole` is made from. */
export interface ReplicationRoleProps {
  readonly environment: Environment;
  /** Decrypts what was delivered and encrypts the copies. */
  readonly auditKey: IKey;
}

/**
 * The role by which S3 copies into the locked buckets. Here it may use the key; each bucket's own policy says what it may do
 * there. S3 assumes it for buckets of this account only, and doesn't say on whose behalf.
 */
export class ReplicationRole extends Role {
  constructor(scope: Construct, id: string, { environment, auditKey }: ReplicationRoleProps) {
    super(scope, id, {
      roleName: nameOf(environment, 'log-replication'),
      description: 'Copies delivered logs into the locked buckets.',
      assumedBy: new ServicePrincipal('s3.amazonaws.com'),
    });
    new ManagedPolicy(this, 'Policy', {
      managedPolicyName: nameOf(environment, 'log-replication'),
      description: 'Decrypts delivered logs and encrypts their copies.',
      roles: [this],
      statements: [new PolicyStatement({ actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], resources: [auditKey.keyArn] })],
    });
  }
}
