import type { Exception } from '../exception';

/** Locked buckets are replicated no further. */
export const ex009: Exception = {
  id: 'EX-009',
  rule: 'S3BucketReplicationEnabled',
  reason:
    'The locked buckets are the end of the chain: the delivery buckets replicate into them. A further copy in ' +
    'another region would leave the region that the data is kept in.',
  compensatingControl: {
    controls: ['AUD-3'],
    sentence:
      'Object Lock and the bucket policies keep every version from deletion by anyone, and S3 keeps each object ' + 'in at least three zones of the region.',
  },
  constructs: [
    'foundation/LogArchive/AuditOneYear',
    'foundation/LogArchive/AuditTwoYears',
    'log-archive/LogArchive/AuditOneYear',
    'log-archive/LogArchive/AuditTwoYears',
  ],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
