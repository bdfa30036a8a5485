import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { archiveAccountOf } from '../../names';
import { bucketNameOf, type ArchiveBucket } from './bucket-names';

/** The archive's buckets as others know them: by their fixed names, in whichever account they stand. */
export interface ArchiveBuckets {
  /** Locked for a year or more: flow, DNS and firewall logs. */
  readonly auditOneYear: IBucket;
  /** Locked for two years or more: the trail. */
  readonly auditTwoYears: IBucket;
  readonly configSnapshots: IBucket;
  /** Takes access logs of buckets in the archive's own account. */
  readonly accessLogs: IBucket;
  readonly loadBalancerLogs: IBucket;
  /** Requests that web ACLs judged. */
  readonly firewallLogs: IBucket;
}

/** Names the archive's buckets within `scope`. */
export function archiveBuckets(scope: Construct, environment: Environment): ArchiveBuckets {
  const named = (id: string, bucket: ArchiveBucket): IBucket =>
    Bucket.fromBucketAttributes(scope, id, {
      bucketName: bucketNameOf(environment, bucket),
      account: archiveAccountOf(environment),
      region: environment.region,
    });
  return {
    auditOneYear: named('AuditOneYearBucket', 'audit-1y'),
    auditTwoYears: named('AuditTwoYearsBucket', 'audit-2y'),
    configSnapshots: named('ConfigBucket', 'config'),
    accessLogs: named('AccessLogsBucket', 'access-logs'),
    loadBalancerLogs: named('LoadBalancerLogsBucket', 'load-balancer-logs'),
    firewallLogs: named('WafLogsBucket', 'waf-logs'),
  };
}
