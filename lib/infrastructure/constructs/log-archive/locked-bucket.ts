import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, ObjectLockRetention, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LogBucket, type LogBucketProps } from './log-bucket';

/** What a `LockedBucket` is made from. */
export interface LockedBucketProps extends LogBucketProps {
  readonly auditKey: IKey;
  /** How long each version is locked from the moment it is written, in days. */
  readonly lockDays: number;
  /**
   * Where accesses to the bucket are logged.
   * @default - nowhere: of two buckets one must come first; data events of the trail watch both
   */
  readonly accessLogs?: IBucket;
}

/** A bucket whose objects nobody can delete or overwrite before their time, by Object Lock. */
export class LockedBucket extends LogBucket {
  constructor(scope: Construct, id: string, props: LockedBucketProps) {
    const { environment, name, auditKey, lockDays, accessLogs } = props;
    const duration = Duration.days(lockDays);
    super(scope, id, props, {
      encryption: BucketEncryption.KMS,
      encryptionKey: auditKey,
      bucketKeyEnabled: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        environment.retention.lockMode === 'COMPLIANCE' ? ObjectLockRetention.compliance(duration) : ObjectLockRetention.governance(duration),
    });
    if (accessLogs !== undefined) this.logAccessesTo(accessLogs, `${name}/`);
  }
}
