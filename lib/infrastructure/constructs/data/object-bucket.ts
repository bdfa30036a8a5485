import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import type { Environment } from '../../environments/environment';
import { nameOf } from '../../names';

/** What an `ObjectBucket` is made from. */
export interface ObjectBucketProps {
  readonly environment: Environment;
  readonly objectsKey: IKey;
  /**
   * Takes the access logs; S3 delivers them within one account only.
   * @default - none: the log archive stands in another account
   */
  readonly accessLogs?: IBucket;
}

/** How long a version that was overwritten or deleted can still be had back. */
const OLD_VERSIONS = Duration.days(90);

/** The application's objects: private, versioned, encrypted with their own key, TLS 1.2 or later only. */
export class ObjectBucket extends Bucket {
  constructor(scope: Construct, id: string, { environment, objectsKey, accessLogs }: ObjectBucketProps) {
    super(scope, id, {
      bucketName: `${nameOf(environment, 'objects')}-${environment.account}-${environment.region}`,
      encryption: BucketEncryption.KMS,
      encryptionKey: objectsKey,
      bucketKeyEnabled: true,
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        {
          id: 'OldVersions',
          noncurrentVersionExpiration: OLD_VERSIONS,
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      removalPolicy: isLasting(environment) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // Told of the other bucket by the usual way, the CDK would add a statement to its policy; that admits all of ours at once.
    if (accessLogs !== undefined && this.node.defaultChild instanceof CfnBucket) {
      this.node.defaultChild.loggingConfiguration = { destinationBucketName: accessLogs.bucketName, logFilePrefix: 'objects/' };
    }
  }
}
