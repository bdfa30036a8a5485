import type { Environment } from '../../environments/environment';
import { APPLICATION, archiveAccountOf, nameOf } from '../../names';

/** The buckets of the log archive. */
export type ArchiveBucket = 'audit-1y' | 'audit-2y' | 'config' | 'access-logs' | 'load-balancer-logs' | 'waf-logs';

/**
 * The fixed name of a bucket: with it a stack can write to the archive that stands in another account. AWS WAF only takes
 * buckets whose names start with `aws-waf-logs-`.
 */
export function bucketNameOf(environment: Environment, bucket: ArchiveBucket): string {
  const place = `${archiveAccountOf(environment)}-${environment.region}`;
  return bucket === 'waf-logs' ? `aws-waf-logs-${APPLICATION}-${environment.name}-${place}` : `${nameOf(environment, bucket)}-${place}`;
}

/** Patterns that match the log archive's buckets, and what is in them, in every environment: whoever guards logs guards all of them. */
export function archivePatterns(): string[] {
  const names = ['audit-1y', 'audit-2y', 'config', 'access-logs', 'load-balancer-logs'] as const satisfies readonly ArchiveBucket[];
  return [...names.map((name) => `arn:aws:s3:::${APPLICATION}-*-${name}-*`), `arn:aws:s3:::aws-waf-logs-${APPLICATION}-*`];
}

/** Patterns that match every bucket of ours in the environment, those of later stacks too. */
export function bucketPatternsOf(environment: Environment): string[] {
  return [`arn:aws:s3:::${nameOf(environment, '*')}`, `arn:aws:s3:::aws-waf-logs-${nameOf(environment, '*')}`];
}
