import { auditBucketsAreLocked } from '../../../lib/assurance/checks/audit-buckets-are-locked';
import { auditBucketsMoveToColdStorage } from '../../../lib/assurance/checks/audit-buckets-move-to-cold-storage';
import { configRecordsAllResources } from '../../../lib/assurance/checks/config-records-all-resources';
import { deliveryBucketsReplicateToLocked } from '../../../lib/assurance/checks/delivery-buckets-replicate-to-locked';
import { logArchiveIsASeparateAccount } from '../../../lib/assurance/checks/log-archive-is-a-separate-account';
import { logBucketsAreVersionedAndUndeletable } from '../../../lib/assurance/checks/log-buckets-are-versioned-and-undeletable';
import { trailCoversAllRegionsValidatedAndEncrypted } from '../../../lib/assurance/checks/trail-covers-all-regions-validated-and-encrypted';
import { expectCaught, findingsAmongAll } from '../../support/breaking';
import { drop, findByType, firstOf, put, valueAt, type MutableResource, type MutableTemplate } from '../../support/mutate';
import { environmentGraph } from '../../support/templates';

const BUCKET = 'AWS::S3::Bucket';
const isLocked = ({ Properties }: MutableResource) => Properties?.ObjectLockEnabled === true;

function lockedBuckets(template: MutableTemplate): readonly MutableResource[] {
  return findByType(template, BUCKET, isLocked).map((id) => template.Resources[id]!);
}

describe("this run's log archive", () => {
  it.each([0, 1])('is caught when Object Lock is removed from its locked bucket %i', (index) => {
    expectCaught(
      auditBucketsAreLocked,
      'prod',
      'foundation',
      (template) => {
        const bucket = lockedBuckets(template)[index]!;
        drop(bucket, 'ObjectLockEnabled');
        drop(bucket, 'ObjectLockConfiguration');
      },
      '',
    );
  });

  it('is caught when a lock may be lifted, in an account of its own too', () => {
    for (const [environment, stack] of [
      ['staging', 'foundation'],
      ['full', 'log-archive'],
    ] as const) {
      expectCaught(
        auditBucketsAreLocked,
        environment,
        stack,
        (template) => {
          put(lockedBuckets(template)[0]!, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode', 'GOVERNANCE');
        },
        'must be COMPLIANCE',
      );
    }
  });

  it('is caught when flow logs or the trail go elsewhere', () => {
    expectCaught(
      auditBucketsAreLocked,
      'prod',
      'network',
      (template) => {
        put(firstOf(template, 'AWS::EC2::FlowLog'), 'LogDestination', 'arn:aws:s3:::elsewhere');
      },
      'LogDestination must be a locked bucket',
    );
    expectCaught(
      auditBucketsAreLocked,
      'prod',
      'foundation',
      (template) => {
        put(firstOf(template, 'AWS::CloudTrail::Trail'), 'S3BucketName', 'elsewhere');
      },
      'S3BucketName must be a locked bucket',
    );
  });

  it('is caught when dev locks for longer than a day', () => {
    expectCaught(
      auditBucketsAreLocked,
      'dev',
      'foundation',
      (template) => {
        put(lockedBuckets(template)[0]!, 'ObjectLockConfiguration.Rule.DefaultRetention.Days', 2);
      },
      'at most 1 in dev',
    );
  });

  it("is caught when a bucket isn't versioned, goes with its stack, or lets versions be deleted", () => {
    const bucketOf = (template: MutableTemplate) => firstOf(template, BUCKET);
    expectCaught(
      logBucketsAreVersionedAndUndeletable,
      'prod',
      'foundation',
      (template) => {
        drop(bucketOf(template), 'VersioningConfiguration');
      },
      'VersioningConfiguration.Status is not set',
    );
    expectCaught(
      logBucketsAreVersionedAndUndeletable,
      'prod',
      'foundation',
      (template) => {
        bucketOf(template).DeletionPolicy = 'Delete';
      },
      'DeletionPolicy is Delete',
    );
    expectCaught(
      logBucketsAreVersionedAndUndeletable,
      'prod',
      'foundation',
      (template) => {
        const policy = firstOf(template, 'AWS::S3::BucketPolicy');
        const statements = valueAt(policy, 'PolicyDocument.Statement') as { readonly Action: unknown }[];
        put(
          policy,
          'PolicyDocument.Statement',
          statements.filter(({ Action }) => !JSON.stringify(Action).includes('s3:DeleteObjectVersion')),
        );
      },
      'denies everybody s3:DeleteObjectVersion',
    );
  });

  it('is caught when nothing is copied into a locked bucket', () => {
    expectCaught(
      deliveryBucketsReplicateToLocked,
      'prod',
      'foundation',
      (template) => {
        const bucket = firstOf(template, BUCKET, ({ Properties }) => Properties?.ReplicationConfiguration !== undefined);
        put(bucket, 'ReplicationConfiguration.Rules.0.Status', 'Disabled');
      },
      'no replication rule',
    );
  });

  it('is caught when it stays in warm storage', () => {
    expectCaught(
      auditBucketsMoveToColdStorage,
      'prod',
      'foundation',
      (template) => {
        drop(lockedBuckets(template)[0]!, 'LifecycleConfiguration');
      },
      'no lifecycle rule moves everything',
    );
  });

  it("is found in prod's own account, and not in full, which has one for it", () => {
    expect(findingsAmongAll(logArchiveIsASeparateAccount, environmentGraph('prod'))).toHaveLength(2);
    expect(findingsAmongAll(logArchiveIsASeparateAccount, environmentGraph('full'))).toEqual([]);
  });
});

describe("this run's recording", () => {
  it.each(['IsLogging', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents', 'EnableLogFileValidation'])('is caught when the trail loses %s', (name) => {
    expectCaught(
      trailCoversAllRegionsValidatedAndEncrypted,
      'prod',
      'foundation',
      (template) => {
        put(firstOf(template, 'AWS::CloudTrail::Trail'), name, false);
      },
      `${name} is false`,
    );
  });

  it('is caught when the trail loses its key', () => {
    expectCaught(
      trailCoversAllRegionsValidatedAndEncrypted,
      'full',
      'foundation',
      (template) => {
        drop(firstOf(template, 'AWS::CloudTrail::Trail'), 'KMSKeyId');
      },
      'KMSKeyId is not set',
    );
  });

  it('is caught when the recorder leaves types out', () => {
    expectCaught(
      configRecordsAllResources,
      'prod',
      'foundation',
      (template) => {
        put(firstOf(template, 'AWS::Config::ConfigurationRecorder'), 'RecordingGroup.AllSupported', false);
      },
      'RecordingGroup.AllSupported is false',
    );
  });
});
