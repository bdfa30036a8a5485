import type { Exception } from '../exception';

/** The bucket that keeps access logs has none of its own. */
export const ex010: Exception = {
  id: 'EX-010',
  rule: 'S3BucketLoggingEnabled',
  reason:
    'The access logs of all buckets are replicated into this one. Logging the accesses to it would log each ' +
    'copy of a log, and copy that log again, without end.',
  compensatingControl: {
    controls: ['AUD-3', 'AUD-6'],
    sentence: 'CloudTrail records who reads or deletes in the bucket, and Object Lock keeps every version.',
  },
  constructs: ['foundation/LogArchive/AuditOneYear', 'log-archive/LogArchive/AuditOneYear'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
