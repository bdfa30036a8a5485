import type { Exception } from '../exception';

/** The cache's users have passwords of their own. */
export const ex015: Exception = {
  id: 'EX-015',
  rule: 'ElastiCacheRedisClusterRedisAuth',
  reason:
    "The rule wants one token for the whole cache. Users by ElastiCache's API, which exclude it, have a password each, rotate without a pause, and are kept from commands that they don't need.",
  compensatingControl: {
    controls: ['KEY-3', 'SEC-3'],
    sentence: "TLS is required, the default user is off, and the password of the application's user rotates.",
  },
  constructs: ['data/Cache/Nodes'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
