import { auditBucketsAreLocked } from '../../../lib/assurance/checks/audit-buckets-are-locked';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { bucket, key, lockedBucket, resource } from '../../support/resources';

const TRAIL = resource('AWS::CloudTrail::Trail', { S3BucketName: { Ref: 'Two' } });
const graphWith = (resources: Resources, overrides: Parameters<typeof miniGraph>[1] = {}) =>
  miniGraph({ Key: key(), One: lockedBucket(365), Two: lockedBucket(730), Trail: TRAIL, ...resources }, overrides);
const lockOf = (Mode: string, Days: unknown) => ({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days } } } });
const DEV = { name: 'dev', retention: { lockMode: 'GOVERNANCE', auditOneYearDays: 1, auditTwoYearDays: 1 } } as const;

describe('audit-buckets-are-locked', () => {
  it('passes two locked buckets, one a class, and the trail in one of them', () => {
    expect(findingsOf(auditBucketsAreLocked, graphWith({}))).toEqual([]);
    expect(judgedBy(auditBucketsAreLocked, graphWith({}))).toEqual(['One', 'Two', 'Trail']);
  });

  it('passes flow logs by ARN, and locks in years', () => {
    const Flow = resource('AWS::EC2::FlowLog', {
      LogDestinationType: 's3',
      LogDestination: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['One', 'Arn'] }, '/flows']] },
    });
    const Two = bucket({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 2 } } },
    });
    expect(findingsOf(auditBucketsAreLocked, graphWith({ Flow, Two }))).toEqual([]);
  });

  it('finds a trail that goes to a bucket without a lock', () => {
    const graph = graphWith({ Plain: bucket(), Trail: resource('AWS::CloudTrail::Trail', { S3BucketName: { Ref: 'Plain' } }) });
    expect(findingsOf(auditBucketsAreLocked, graph)).toContain('Plain: ObjectLockEnabled is not set; it must be true');
  });

  it.each([
    ['a lock that governance may lift', { Two: lockedBucket(730, lockOf('GOVERNANCE', 730)) }, 'must be COMPLIANCE'],
    ['a lock without a period', { Two: lockedBucket(730, lockOf('COMPLIANCE', { Ref: 'AWS::NoValue' })) }, 'has no period'],
    ['a lock that is too short', { Two: lockedBucket(729) }, 'kept for 730 days'],
    ['one bucket for both classes', { One: bucket() }, 'kept for 365 days'],
    [
      'a flow log to elsewhere',
      { Flow: resource('AWS::EC2::FlowLog', { LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::elsewhere' }) },
      'is no bucket of this environment',
    ],
    ['an unresolvable period', { Two: lockedBucket(730, lockOf('COMPLIANCE', UNRESOLVABLE)) }, "can't be judged"],
    ['an unresolvable destination', { Trail: resource('AWS::CloudTrail::Trail', { S3BucketName: UNRESOLVABLE }) }, 'must be a locked bucket'],
  ])('finds %s', (_, resources, reason) => {
    expect(findingsOf(auditBucketsAreLocked, graphWith(resources)).join('\n')).toContain(reason);
  });

  it('holds to the requirement when less is configured, and to the configuration when it is more', () => {
    expect(findingsOf(auditBucketsAreLocked, graphWith({ Two: lockedBucket(400) }, { retention: { auditTwoYearDays: 400 } }))).toEqual([
      expect.stringContaining('kept for 730 days'),
    ]);
    expect(findingsOf(auditBucketsAreLocked, graphWith({}, { retention: { auditOneYearDays: 400 } }))).toEqual([expect.stringContaining('kept for 400 days')]);
  });

  it('wants governance of a day at most in dev', () => {
    const short = lockedBucket(1, lockOf('GOVERNANCE', 1));
    expect(findingsOf(auditBucketsAreLocked, graphWith({ One: short, Two: short }, DEV))).toEqual([]);
    expect(findingsOf(auditBucketsAreLocked, graphWith({ One: short, Two: lockedBucket(730) }, DEV))).toHaveLength(2);
  });

  it("isn't applicable without trails, flow logs and locks", () => {
    expect(judgedBy(auditBucketsAreLocked, miniGraph({ Key: key(), Bucket: bucket() }))).toEqual([]);
  });
});
