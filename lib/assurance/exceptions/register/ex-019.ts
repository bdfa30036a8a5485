import type { Exception } from '../exception';

/** What is only tried can be destroyed. */
export const ex019: Exception = {
  id: 'EX-019',
  rule: 'RDSInstanceDeletionProtectionEnabled',
  reason: 'In dev and local the database goes with its stack, so that an environment in which changes are tried can be destroyed and made again.',
  compensatingControl: {
    controls: ['KEY-7'],
    sentence: 'It holds no real data; everywhere else the database is protected and leaves a snapshot.',
  },
  constructs: ['data/Postgresql/Cluster'],
  environments: ['dev', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
