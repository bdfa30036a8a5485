import type { Exception } from '../exception';

/** Delivery buckets that KMS can't encrypt. */
export const ex008: Exception = {
  id: 'EX-008',
  rule: 'S3DefaultEncryptionKMS',
  reason: 'Neither S3 server access logs nor load balancer logs can be delivered to a bucket that is encrypted with ' + 'a KMS key by default.',
  compensatingControl: {
    controls: ['KEY-2', 'AUD-3'],
    sentence: 'The buckets are encrypted with keys of S3, and each log is replicated into a locked bucket, where it is ' + 'encrypted with the audit key.',
  },
  constructs: [
    'foundation/LogArchive/AccessLogs',
    'foundation/LogArchive/LoadBalancerLogs',
    'log-archive/LogArchive/AccessLogs',
    'log-archive/LogArchive/LoadBalancerLogs',
  ],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
