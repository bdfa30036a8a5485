import { logArchiveIsASeparateAccount } from '../../../lib/assurance/checks/log-archive-is-a-separate-account';
import { findingsOf, judgedBy } from '../../support/judging';
import { graphOf, miniGraph } from '../../support/mini-graph';
import { bucket, key, lockedBucket } from '../../support/resources';

const ARCHIVE = '555555555555';
const graphWith = (name: string, logArchiveAccount: string | null, account?: string) =>
  graphOf([{ name: 'log-archive', ...(account === undefined ? {} : { account }), template: { Resources: { Key: key(), Locked: lockedBucket(365) } } }], {
    name,
    logArchiveAccount,
  });

describe('log-archive-is-a-separate-account', () => {
  it("passes buckets in the archive's own account", () => {
    expect(findingsOf(logArchiveIsASeparateAccount, graphWith('prod', ARCHIVE, ARCHIVE))).toEqual([]);
    expect(judgedBy(logArchiveIsASeparateAccount, graphWith('prod', ARCHIVE, ARCHIVE))).toEqual(['Locked']);
  });

  it("passes buckets in the environment's account where no archive is required", () => {
    expect(findingsOf(logArchiveIsASeparateAccount, graphWith('staging', null))).toEqual([]);
  });

  it('finds buckets of prod in its own account, whether or not an archive is configured', () => {
    expect(findingsOf(logArchiveIsASeparateAccount, graphWith('prod', null))).toEqual([expect.stringContaining('configure a log archive account')]);
    expect(findingsOf(logArchiveIsASeparateAccount, graphWith('full', ARCHIVE))).toHaveLength(2);
  });

  it("finds buckets in an account that isn't configured", () => {
    expect(findingsOf(logArchiveIsASeparateAccount, graphWith('prod', ARCHIVE, '999999999999'))).toEqual([expect.stringContaining('it must be 555555555555')]);
  });

  it("judges a bucket whose lock can't be resolved", () => {
    const Locked = bucket({ ObjectLockEnabled: { Ref: 'WhatNobodyKnows' } });
    expect(findingsOf(logArchiveIsASeparateAccount, miniGraph({ Key: key(), Locked }))).toHaveLength(1);
  });

  it("isn't applicable without locked buckets", () => {
    expect(judgedBy(logArchiveIsASeparateAccount, miniGraph({ Key: key(), Bucket: bucket() }))).toEqual([]);
  });
});
