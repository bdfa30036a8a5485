import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, CfnBucket, ObjectOwnership, StorageClass, type BucketProps, type IBucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isLasting } from '../../base-stack';
import { deploymentRoleArn } from '../../deployment-role';
import type { Environment } from '../../environments/environment';
import { bucketNameOf, type ArchiveBucket } from './bucket-names';

/** What every bucket of the archive is given. */
export interface LogBucketProps {
  readonly environment: Environment;
  readonly name: ArchiveBucket;
  /** The only role that reads, until there is one for auditors. */
  readonly breakGlass: IRole;
}

/** From which an object is protected, whoever asks. */
const DELETION = ['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectRetention'];

/** What would undo the protection of the bucket itself. */
const WEAKENING = [
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];

/**
 * A bucket for logs (AUD-3): versioned, private, TLS 1.2 or later only, retained when its stack goes, in cold storage after the
 * configured days. Nobody deletes from it, and only the deployment changes how it is protected.
 */
export class LogBucket extends Bucket {
  constructor(scope: Construct, id: string, { environment, name, breakGlass }: LogBucketProps, more: BucketProps) {
    super(scope, id, {
      bucketName: bucketNameOf(environment, name),
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [intoColdStorage(Duration.days(environment.retention.coldStorageAfterDays))],
      removalPolicy: RemovalPolicy.RETAIN,
      ...more,
    });
    this.deny('NobodyDeletes', DELETION);
    this.deny('OnlyDeploymentChanges', WEAKENING, { ArnNotEquals: { 'aws:PrincipalArn': deploymentRoleArn(this) } });
    this.allow('BreakGlassReads', breakGlass, ['s3:GetObject', 's3:GetObjectRetention', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions']);
    // Else the policy would go with its stack and leave the bucket bare.
    if (isLasting(environment)) this.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /**
   * Lets a role of this account do something here. Objects can only be named by a pattern, which so stands in the bucket's own
   * policy, where it reaches no other bucket.
   */
  allow(sid: string, role: IRole, actions: string[]): void {
    this.addToResourcePolicy(new PolicyStatement({ sid, principals: [role.grantPrincipal], actions, resources: [this.bucketArn, this.arnForObjects('*')] }));
  }

  /**
   * Logs accesses to this bucket in another, whose policy admits all of ours at once: told of the other by the usual way, the
   * CDK would add a statement there for each.
   */
  protected logAccessesTo(bucket: IBucket, prefix: string): void {
    if (!(this.node.defaultChild instanceof CfnBucket)) return;
    this.node.defaultChild.loggingConfiguration = { destinationBucketName: bucket.bucketName, logFilePrefix: prefix };
  }

  private deny(sid: string, actions: string[], conditions: Record<string, Record<string, string>> = {}): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [this.bucketArn, this.arnForObjects('*')],
        conditions,
      }),
    );
  }
}

function intoColdStorage(after: Duration): LifecycleRule {
  return {
    id: 'ColdStorage',
    transitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: after }],
    noncurrentVersionTransitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: after }],
    abortIncompleteMultipartUploadAfter: Duration.days(7),
  };
}
