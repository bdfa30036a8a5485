import { logBucketsAreVersionedAndUndeletable } from '../../../lib/assurance/checks/log-buckets-are-versioned-and-undeletable';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { bucket, bucketPolicy, denial, key, lockedBucket } from '../../support/resources';

const ENDINGS = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'];
const WEAKENINGS = [
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];
const NOBODY = denial(ENDINGS);
const ONLY_DEPLOYMENT = denial(WEAKENINGS, { ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/deploy'] } });

const graphWith = (properties: Readonly<Record<string, unknown>> = {}, statements: readonly object[] = [NOBODY, ONLY_DEPLOYMENT]) =>
  miniGraph({ Key: key(), Bucket: lockedBucket(365, properties), Policy: bucketPolicy(...(statements as never[])) });
const rule = (fields: object) => ({ LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...fields }] } });

describe('log-buckets-are-versioned-and-undeletable', () => {
  it('passes a bucket from which nobody deletes', () => {
    expect(findingsOf(logBucketsAreVersionedAndUndeletable, graphWith(rule({ ExpirationInDays: 365 })))).toEqual([]);
    expect(judgedBy(logBucketsAreVersionedAndUndeletable, graphWith())).toEqual(['Bucket']);
  });

  it('judges delivery buckets too', () => {
    const Delivery = bucket({ ReplicationConfiguration: { Rules: [] } });
    const Waf = bucket({ BucketName: 'aws-waf-logs-x' });
    expect(judgedBy(logBucketsAreVersionedAndUndeletable, miniGraph({ Key: key(), Delivery, Waf, Plain: bucket() }))).toEqual(['Delivery', 'Waf']);
  });

  it("finds a bucket that isn't versioned, or goes with its stack", () => {
    expect(findingsOf(logBucketsAreVersionedAndUndeletable, graphWith({ VersioningConfiguration: { Status: 'Suspended' } }))).toEqual([
      expect.stringContaining('must be Enabled'),
    ]);
    const graph = miniGraph({ Key: key(), Bucket: { ...lockedBucket(365), DeletionPolicy: 'Delete' }, Policy: bucketPolicy(NOBODY, ONLY_DEPLOYMENT) });
    expect(findingsOf(logBucketsAreVersionedAndUndeletable, graph)).toEqual(['Bucket: DeletionPolicy is Delete; it must be Retain']);
  });

  it.each<[string, readonly object[], number]>([
    ['versions may be deleted', [denial(['s3:DeleteObject', 's3:BypassGovernanceRetention']), ONLY_DEPLOYMENT], 1],
    ['somebody is spared', [{ ...NOBODY, Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' } } }, ONLY_DEPLOYMENT], 3],
    ['one account is denied alone', [{ ...NOBODY, Principal: { AWS: '111122223333' } }, ONLY_DEPLOYMENT], 3],
    ['only the bucket is spoken of', [{ ...NOBODY, Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } }, ONLY_DEPLOYMENT], 3],
    [
      'any role may change the policy',
      [NOBODY, { ...ONLY_DEPLOYMENT, Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } } }],
      7,
    ],
    ['the lifecycle may be changed', [NOBODY, { ...ONLY_DEPLOYMENT, Action: WEAKENINGS.filter((action) => !action.includes('Lifecycle')) }], 1],
    ['there is no policy to speak of', [], 10],
  ])('finds a bucket where %s', (_, statements, count) => {
    expect(findingsOf(logBucketsAreVersionedAndUndeletable, graphWith({}, statements))).toHaveLength(count);
  });

  it.each([
    { ExpirationInDays: 30 },
    { NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
    { NoncurrentVersionExpirationInDays: 30 },
    { ExpirationDate: '2030-01-01T00:00:00Z' },
    { ExpirationInDays: UNRESOLVABLE },
  ])('finds a lifecycle rule with %j', (fields) => {
    expect(findingsOf(logBucketsAreVersionedAndUndeletable, graphWith(rule(fields)))).toEqual([expect.stringContaining('lifecycle rule deletes')]);
  });

  it("finds what can't be resolved", () => {
    expect(findingsOf(logBucketsAreVersionedAndUndeletable, graphWith({ LifecycleConfiguration: UNRESOLVABLE }))).toHaveLength(1);
    expect(findingsOf(logBucketsAreVersionedAndUndeletable, graphWith({}, [{ ...NOBODY, Action: UNRESOLVABLE }]))).toEqual([
      expect.stringContaining("can't be judged"),
    ]);
  });

  it("isn't applicable without log buckets", () => {
    expect(judgedBy(logBucketsAreVersionedAndUndeletable, miniGraph({ Key: key(), Bucket: bucket() }))).toEqual([]);
  });
});
