import { deliveryBucketsReplicateToLocked } from '../../../lib/assurance/checks/delivery-buckets-replicate-to-locked';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { bucket, key, lockedBucket, policy, resource, statement } from '../../support/resources';

const RULE = {
  Status: 'Enabled',
  Destination: { Bucket: { 'Fn::GetAtt': ['Locked', 'Arn'] }, EncryptionConfiguration: { ReplicaKmsKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
};
const copies = (Resource: unknown, Action = 's3:ReplicateObject') => [
  statement({ Action: 's3:GetObjectVersionForReplication', Resource: '*' }),
  statement({ Action, Resource }),
];
const INTO_LOCKED = copies({ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Locked', 'Arn'] }, '/*']] });
const graphWith = (fields: object, configuration: object = {}, rights: ReturnType<typeof copies> = INTO_LOCKED) =>
  miniGraph({
    Key: key(),
    Role: resource('AWS::IAM::Role'),
    Rights: resource('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: 'Role' }], PolicyDocument: policy(...rights) }),
    Locked: lockedBucket(365),
    Plain: bucket(),
    Delivery: bucket({ ReplicationConfiguration: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Rules: [{ ...RULE, ...fields }], ...configuration } }),
  });

describe('delivery-buckets-replicate-to-locked', () => {
  it.each([{}, { Prefix: '' }, { Filter: { Prefix: '' } }, { Filter: {} }])('passes a bucket whose rule with %j copies everything', (fields) => {
    expect(findingsOf(deliveryBucketsReplicateToLocked, graphWith(fields))).toEqual([]);
    expect(judgedBy(deliveryBucketsReplicateToLocked, graphWith(fields))).toEqual(['Delivery']);
  });

  it.each<[string, object]>([
    ['is off', { Status: 'Disabled' }],
    ['copies a prefix', { Prefix: 'a/' }],
    ['copies by a filter', { Filter: { Prefix: 'a/' } }],
    ['copies by a tag', { Filter: { TagFilter: { Key: 'a', Value: 'b' } } }],
    ['copies into a bucket without a lock', { Destination: { ...RULE.Destination, Bucket: { 'Fn::GetAtt': ['Plain', 'Arn'] } } }],
    ['copies without a key', { Destination: { Bucket: RULE.Destination.Bucket } }],
    ['leaves encrypted objects out', { SourceSelectionCriteria: { Ref: 'AWS::NoValue' } }],
    ['has an unresolvable destination', { Destination: UNRESOLVABLE }],
  ])('finds a bucket whose rule %s', (_, fields) => {
    expect(findingsOf(deliveryBucketsReplicateToLocked, graphWith(fields))).toContainEqual(expect.stringContaining('Delivery: no replication rule'));
  });

  it.each<[string, unknown, string]>([
    ["a stranger's bucket", 'arn:aws:s3:::strangers-bucket', 'is no bucket of this environment'],
    ['a bucket without a lock', { 'Fn::GetAtt': ['Plain', 'Arn'] }, 'network/Plain; it must be a locked bucket'],
    ['an unresolvable bucket', UNRESOLVABLE, 'must copy into a locked bucket'],
    ['no bucket', { Ref: 'AWS::NoValue' }, 'copies into no bucket'],
  ])('finds a second rule that copies into %s, of a locked bucket too', (_, Bucket, reason) => {
    const twice = { Rules: [RULE, { ...RULE, Destination: { ...RULE.Destination, Bucket } }] };
    expect(findingsOf(deliveryBucketsReplicateToLocked, graphWith({}, twice))).toEqual([expect.stringContaining(reason)]);
    const Archive = lockedBucket(365, { ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', ...twice } });
    const graph = miniGraph({ Key: key(), Locked: lockedBucket(365), Plain: bucket(), Archive });
    expect(findingsOf(deliveryBucketsReplicateToLocked, graph)).toEqual([expect.stringContaining(reason)]);
  });

  it('finds replication without rules, or without a role', () => {
    expect(findingsOf(deliveryBucketsReplicateToLocked, graphWith({}, { Rules: UNRESOLVABLE }))).toEqual([expect.stringContaining("can't be judged")]);
    expect(findingsOf(deliveryBucketsReplicateToLocked, graphWith({}, { Role: UNRESOLVABLE }))).toEqual([expect.stringContaining('is no role')]);
  });

  it.each<[string, ReturnType<typeof copies>, number]>([
    ['nothing', [], 2],
    ['to copy elsewhere', copies('arn:aws:s3:::another/*'), 1],
    ['to copy tags alone', copies('*', 's3:ReplicateTags'), 1],
  ])('finds a bucket whose role may do %s', (_, rights, count) => {
    const findings = findingsOf(deliveryBucketsReplicateToLocked, graphWith({}, {}, rights));
    expect(findings).toHaveLength(count);
    expect(findings[0]).toContain("isn't allowed s3:");
  });

  it('finds a bucket to which AWS Config delivers and which copies nowhere', () => {
    const Channel = resource('AWS::Config::DeliveryChannel', { S3BucketName: { Ref: 'Bucket' } });
    expect(findingsOf(deliveryBucketsReplicateToLocked, miniGraph({ Key: key(), Bucket: bucket(), Channel }))).toHaveLength(1);
  });

  it("isn't applicable without delivery buckets", () => {
    expect(judgedBy(deliveryBucketsReplicateToLocked, miniGraph({ Key: key(), Locked: lockedBucket(365), Plain: bucket() }))).toEqual([]);
  });
});
