import { auditBucketsMoveToColdStorage } from '../../../lib/assurance/checks/audit-buckets-move-to-cold-storage';
import { findingsOf, judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph } from '../../support/mini-graph';
import { bucket, key, lockedBucket } from '../../support/resources';

const RULE = { Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 90 }] };
const graphWith = (fields: object) => miniGraph({ Key: key(), Locked: lockedBucket(365, { LifecycleConfiguration: { Rules: [{ ...RULE, ...fields }] } }) });

describe('audit-buckets-move-to-cold-storage', () => {
  it('passes a bucket that is cold after the configured days', () => {
    expect(findingsOf(auditBucketsMoveToColdStorage, graphWith({}))).toEqual([]);
    expect(findingsOf(auditBucketsMoveToColdStorage, graphWith({ Transitions: [{ StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 1 }] }))).toEqual([]);
    expect(judgedBy(auditBucketsMoveToColdStorage, graphWith({}))).toEqual(['Locked']);
  });

  it.each([
    { Status: 'Disabled' },
    { Prefix: 'a/' },
    { TagFilters: [{ Key: 'a', Value: 'b' }] },
    { ObjectSizeGreaterThan: 1000 },
    { Transitions: [] },
    { Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 }] },
    { Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 91 }] },
    { Transitions: UNRESOLVABLE },
  ])('finds a bucket whose rule has %j', (fields) => {
    expect(findingsOf(auditBucketsMoveToColdStorage, graphWith(fields))).toEqual([expect.stringContaining('within 90 days')]);
  });

  it("finds a bucket without a lifecycle, or with one that can't be resolved", () => {
    expect(findingsOf(auditBucketsMoveToColdStorage, miniGraph({ Key: key(), Locked: lockedBucket(365) }))).toHaveLength(1);
    const open = miniGraph({ Key: key(), Locked: lockedBucket(365, { LifecycleConfiguration: UNRESOLVABLE }) });
    expect(findingsOf(auditBucketsMoveToColdStorage, open)).toEqual([expect.stringContaining("can't be judged")]);
  });

  it("isn't applicable without audit buckets", () => {
    expect(judgedBy(auditBucketsMoveToColdStorage, miniGraph({ Key: key(), Bucket: bucket() }))).toEqual([]);
  });
});
