import type { Control } from './control';

/** Recovery meets its objectives. */
export const avl2: Control = {
  id: 'AVL-2',
  title: 'Recovery meets its objectives',
  claim: 'Objectives for recovery time and point are configuration, backups and replicas meet them, and the rehearsed ' + 'restore prints the times it took.',
  sources: ['P SOC 2 Type II Compliance'],
  owner: 'platform-lead',
  mappings: { nist80053r5: ['CP-2', 'CP-6(2)', 'CP-9', 'CP-10(4)'] },
  parts: [
    {
      id: 'objectives',
      side: 'templates',
      claim: 'Backup intervals and replicas meet the configured RTO and RPO.',
      checks: ['backups-meet-objectives'],
    },
    {
      id: 'rehearsed',
      side: 'runtime',
      claim:
        'The rehearsed restore prints its times against the objective for recovery time, of 2,000 rows on a local PostgreSQL, with the ' +
        'table of data keys in memory. What a restore by AWS takes, and the recovery point, it does not measure.',
      tests: ['real-server'],
    },
  ],
};
