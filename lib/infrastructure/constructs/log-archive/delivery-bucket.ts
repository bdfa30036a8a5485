import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LogBucket, type LogBucketProps } from './log-bucket';
import type { LockedBucket } from './locked-bucket';

/** What a `DeliveryBucket` is made from. */
export interface DeliveryBucketProps extends LogBucketProps {
  /** Encrypts the copies, and what is delivered where the service can. */
  readonly auditKey: IKey;
  /** Whether the delivering service can write to a bucket that KMS encrypts; access logs and load balancer logs can't. */
  readonly encryption: 'kms' | 's3-only';
  /** The locked bucket that keeps the copies. */
  readonly archive: LockedBucket;
  readonly replicationRole: IRole;
  /**
   * Where accesses to the bucket are logged.
   * @default - nowhere: the bucket for access logs would log itself without end
   */
  readonly accessLogs?: IBucket;
}

/** A bucket for services that can't write to a locked one. Everything in it is copied into one that is. */
export class DeliveryBucket extends LogBucket {
  constructor(scope: Construct, id: string, props: DeliveryBucketProps) {
    const { name, auditKey, encryption, archive, replicationRole, accessLogs } = props;
    super(scope, id, props, {
      ...(encryption === 'kms'
        ? { encryption: BucketEncryption.KMS, encryptionKey: auditKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      replicationRole,
      replicationRules: [{ id: 'IntoLockedBucket', destination: archive, kmsKey: auditKey, sseKmsEncryptedObjects: true, deleteMarkerReplication: false }],
    });
    if (accessLogs !== undefined) this.logAccessesTo(accessLogs, `${name}/`);
    this.allow('ReplicationReads', replicationRole, [
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionForReplication',
      's3:GetObjectVersionTagging',
      's3:GetReplicationConfiguration',
      's3:ListBucket',
    ]);
  }
}
