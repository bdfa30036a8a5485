import type { Exception } from '../exception';

/** The cluster is backed up, not its instances. */
export const ex018: Exception = {
  id: 'EX-018',
  rule: 'RDSInBackupPlan',
  reason: 'The rule looks at instances. Those of Aurora hold no data of their own: AWS Backup takes the cluster, which the plan names.',
  compensatingControl: {
    controls: ['KEY-7', 'AVL-2'],
    sentence: 'It is checked that a plan names the cluster and meets the objectives.',
  },
  constructs: ['data/Postgresql/Instances/Instance1', 'data/Postgresql/Instances/Instance2'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-26',
  expires: '2027-05-25',
};
