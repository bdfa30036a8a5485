import type { Exception } from '../exception';

/** Access logs stay within an account. */
export const ex017: Exception = {
  id: 'EX-017',
  rule: 'S3BucketLoggingEnabled',
  reason: 'S3 delivers access logs to a bucket of the same account only, and here the log archive stands in another one.',
  compensatingControl: {
    controls: ['AUD-6', 'AUD-3'],
    sentence: "CloudTrail records who reads, writes and deletes objects, in the locked bucket of the archive's account.",
  },
  constructs: ['data/Objects'],
  environments: ['full'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
