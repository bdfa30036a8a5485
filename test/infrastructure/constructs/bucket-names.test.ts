import { RegionInfo } from 'aws-cdk-lib/region-info';
import { bucketNameOf, type ArchiveBucket } from '../../../lib/infrastructure/constructs/log-archive/bucket-names';
import { staging } from '../../../lib/infrastructure/environments/staging';
import { resolveEnvironment } from '../../../lib/infrastructure/environments/resolve';

const BUCKETS: readonly ArchiveBucket[] = ['audit-1y', 'audit-2y', 'config', 'access-logs', 'load-balancer-logs', 'waf-logs'];

describe('bucketNameOf', () => {
  it("stays within S3's 63 characters in every region, in the environment of the longest name", () => {
    const environment = resolveEnvironment(staging);
    const names = RegionInfo.regions
      .filter(({ partition }) => partition === 'aws')
      .flatMap(({ name }) => BUCKETS.map((bucket) => bucketNameOf({ ...environment, region: name }, bucket)));
    expect(names.filter((name) => name.length > 63)).toEqual([]);
  });

  it('starts as AWS WAF wants it where web ACL logs go', () => {
    expect(bucketNameOf(resolveEnvironment(staging), 'waf-logs')).toBe('aws-waf-logs-ringwall-staging-444455556666-eu-central-1');
  });
});
