import type { Exception } from '../exception';

/** Objects are backed up rather than replicated. */
export const ex016: Exception = {
  id: 'EX-016',
  rule: 'S3BucketReplicationEnabled',
  reason: 'Replication copies mistakes and deletions within minutes, and a bucket in another region would leave the region that the data is kept in.',
  compensatingControl: {
    controls: ['KEY-7', 'AVL-2'],
    sentence:
      'A plan backs the bucket up continuously into a locked vault under a key of its own, and restores are rehearsed; a copy in another region is configuration.',
  },
  constructs: ['data/Objects'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
