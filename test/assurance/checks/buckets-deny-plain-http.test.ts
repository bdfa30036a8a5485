import { bucketsDenyPlainHttp } from '../../../lib/assurance/checks/buckets-deny-plain-http';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { bucket, bucketPolicy, denial, key } from '../../support/resources';

const PLAIN = denial('s3:*', { Bool: { 'aws:SecureTransport': 'false' } });
const OLD_TLS = denial('s3:*', { NumericLessThan: { 's3:TlsVersion': 1.2 } });
const graphOf = (others: Resources) => miniGraph({ Key: key(), Bucket: bucket(), ...others });
const graphWith = (...statements: readonly object[]) => graphOf({ Policy: bucketPolicy(...(statements as never[])) });

describe('buckets-deny-plain-http', () => {
  it('passes a bucket that denies both, with "false" as string or boolean, everybody in either notation', () => {
    expect(findingsOf(bucketsDenyPlainHttp, graphWith(PLAIN, OLD_TLS))).toEqual([]);
    expect(findingsOf(bucketsDenyPlainHttp, graphWith({ ...PLAIN, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': false } } }, OLD_TLS))).toEqual(
      [],
    );
    expect(judgedBy(bucketsDenyPlainHttp, graphWith(PLAIN, OLD_TLS))).toEqual(['Bucket']);
  });

  it('passes a policy that names the bucket by its name', () => {
    const statements = [PLAIN, OLD_TLS].map((one) => ({ ...one, Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'] }));
    const graph = miniGraph({
      Key: key(),
      Bucket: bucket({ BucketName: 'logs' }),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'logs', PolicyDocument: { Statement: statements } } },
    });
    expect(findingsOf(bucketsDenyPlainHttp, graph)).toEqual([]);
  });

  const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
  it.each<[string, object]>([
    ['only on the bucket', { ...PLAIN, Resource: ARN }],
    ['only on some objects', { ...PLAIN, Resource: [ARN, { 'Fn::Join': ['', [ARN, '/a*']] }] }],
    ['only for reading', { ...PLAIN, Action: 's3:GetObject' }],
    ['only for one account', { ...PLAIN, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    ['for all but some', { ...PLAIN, Principal: { Ref: 'AWS::NoValue' }, NotPrincipal: { AWS: 'x' } }],
    ['only elsewhere', { ...PLAIN, Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }],
    ['the wrong way round', { ...PLAIN, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['by an allowance', { ...PLAIN, Effect: 'Allow' }],
  ])('finds a bucket that denies plain HTTP %s', (_, fields) => {
    expect(findingsOf(bucketsDenyPlainHttp, graphWith(fields, OLD_TLS))).toEqual([expect.stringContaining('over plain HTTP')]);
  });

  it('finds a bucket that takes old TLS', () => {
    expect(findingsOf(bucketsDenyPlainHttp, graphWith(PLAIN))).toEqual([expect.stringContaining('TLS before 1.2')]);
    expect(findingsOf(bucketsDenyPlainHttp, graphWith(PLAIN, denial('s3:*', { NumericLessThan: { 's3:TlsVersion': '1.1' } })))).toHaveLength(1);
  });

  it('finds a bucket without a policy, or with two of which S3 keeps one', () => {
    expect(findingsOf(bucketsDenyPlainHttp, graphOf({}))).toHaveLength(2);
    const two = graphOf({ One: bucketPolicy(PLAIN, OLD_TLS), Two: bucketPolicy(PLAIN, OLD_TLS) });
    expect(findingsOf(bucketsDenyPlainHttp, two)).toEqual([expect.stringContaining('2 bucket policies')]);
  });

  it("finds a policy that can't be resolved", () => {
    expect(findingsOf(bucketsDenyPlainHttp, graphWith({ ...PLAIN, Condition: UNRESOLVABLE }, OLD_TLS))).toEqual([expect.stringContaining("can't be judged")]);
  });

  it("isn't applicable without buckets", () => {
    expect(judgedBy(bucketsDenyPlainHttp, miniGraph({ Key: key() }))).toEqual([]);
  });
});
