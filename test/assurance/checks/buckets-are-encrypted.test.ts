import { bucketsAreEncrypted } from '../../../lib/assurance/checks/buckets-are-encrypted';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { bucket, bucketPolicy, encryptedWith, key, lockedBucket, resource } from '../../support/resources';

const S3_ONLY = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] };
const graphWith = (BucketEncryption: unknown, others: Parameters<typeof miniGraph>[0] = {}) =>
  miniGraph({ Key: key(), Bucket: bucket({ BucketEncryption }), ...others });
const BALANCERS = 'logdelivery.elasticloadbalancing.amazonaws.com';
const writtenBy = (...principals: readonly unknown[]) => ({
  Policy: bucketPolicy(...principals.map((Principal) => ({ Action: 's3:PutObject', Principal }))),
});
const balancer = (Key: string, Value: unknown) =>
  resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    LoadBalancerAttributes: [
      { Key: 'idle_timeout.timeout_seconds', Value: '60' },
      { Key, Value },
    ],
  });
const deliveredBy = (Service: string, Effect = 'Allow') => ({ Policy: bucketPolicy({ Effect, Action: 's3:PutObject', Principal: { Service } }) });
const BY_BALANCERS = deliveredBy(BALANCERS);

describe('buckets-are-encrypted', () => {
  it('passes a bucket under a key of the environment', () => {
    expect(findingsOf(bucketsAreEncrypted, graphWith(encryptedWith({ Ref: 'Key' })))).toEqual([]);
    expect(judgedBy(bucketsAreEncrypted, graphWith(encryptedWith({ Ref: 'Key' })))).toEqual(['Bucket']);
  });

  it("passes S3's own key where load balancers or S3 itself deliver, which take no other", () => {
    expect(findingsOf(bucketsAreEncrypted, graphWith(S3_ONLY, deliveredBy('logdelivery.elasticloadbalancing.amazonaws.com')))).toEqual([]);
    const Other = bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Bucket' } } });
    expect(findingsOf(bucketsAreEncrypted, graphWith(S3_ONLY, { Other }))).toEqual([]);
  });

  it.each(['access_logs.s3.bucket', 'connection_logs.s3.bucket'])("passes S3's own key where a load balancer writes by %s", (Key) => {
    expect(findingsOf(bucketsAreEncrypted, graphWith(S3_ONLY, { ...BY_BALANCERS, Balancer: balancer(Key, { Ref: 'Bucket' }) }))).toEqual([]);
  });

  it.each([
    ['nobody logs to it', deliveredBy('logging.s3.amazonaws.com')],
    ['the load balancers log elsewhere', { ...BY_BALANCERS, Balancer: balancer('access_logs.s3.bucket', 'another') }],
    ['the load balancers log nowhere', { ...BY_BALANCERS, Balancer: balancer('deletion_protection.enabled', { Ref: 'Bucket' }) }],
    ['where they log cannot be told', { ...BY_BALANCERS, Balancer: balancer('access_logs.s3.bucket', UNRESOLVABLE) }],
    ['a role writes to it, too', writtenBy({ Service: BALANCERS }, { AWS: 'arn:aws:iam::111122223333:role/app' })],
    ['everybody writes to it', writtenBy({ Service: BALANCERS }, '*')],
  ])("finds a bucket under S3's own key when %s", (_, others) => {
    expect(findingsOf(bucketsAreEncrypted, graphWith(S3_ONLY, others))).toEqual([expect.stringContaining('encrypted by AES256')]);
  });

  it.each([
    ['nothing', { Ref: 'AWS::NoValue' }, {}],
    ["S3's own key", S3_ONLY, {}],
    ["S3's own key where another service delivers", S3_ONLY, deliveredBy('config.amazonaws.com')],
    ["S3's own key where load balancers are denied", S3_ONLY, deliveredBy('logdelivery.elasticloadbalancing.amazonaws.com', 'Deny')],
    ['the key that AWS manages', encryptedWith('alias/aws/s3'), {}],
    ['KMS without naming a key', { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] }, {}],
    ['two rules', { ServerSideEncryptionConfiguration: [...(encryptedWith({ Ref: 'Key' }).ServerSideEncryptionConfiguration as object[]), {}] }, {}],
  ])('finds a bucket that is encrypted by %s', (_, encryption, others) => {
    expect(findingsOf(bucketsAreEncrypted, graphWith(encryption, others))).toEqual([expect.stringContaining('Bucket: ')]);
  });

  it("finds a locked bucket under S3's own key, whoever delivers to it", () => {
    const graph = miniGraph({ Key: key(), Bucket: lockedBucket(365, { BucketEncryption: S3_ONLY }), ...deliveredBy('logging.s3.amazonaws.com') });
    expect(findingsOf(bucketsAreEncrypted, graph)).toEqual([expect.stringContaining('encrypted by AES256')]);
  });

  it("finds an encryption that can't be resolved", () => {
    expect(findingsOf(bucketsAreEncrypted, graphWith(UNRESOLVABLE))).toEqual([expect.stringContaining("BucketEncryption can't be judged")]);
    expect(findingsOf(bucketsAreEncrypted, graphWith(encryptedWith(UNRESOLVABLE)))).toHaveLength(1);
  });

  it("isn't applicable without buckets", () => {
    expect(judgedBy(bucketsAreEncrypted, miniGraph({ Topic: resource('AWS::SNS::Topic') }))).toEqual([]);
  });
});
