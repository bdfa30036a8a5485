import type { Control } from './control';

/** An erased person stays erased. */
export const key8: Control = {
  id: 'KEY-8',
  title: 'An erased person stays erased',
  claim:
    'Wrapped data keys lie in a table of their own, whose backups live seven days. Erasing a person destroys their ' +
    'data key, and they are told the day on which no backup of it is left. Wiping media is done by AWS, which is ' +
    'cited.',
  sources: ['T§4.3', 'P File System Encryption', 'P GDPR Compliance'],
  owner: 'dpo',
  mappings: { owasp2021: ['A02'], owasp2025: ['A04'], nist80053r5: ['MP-6', 'SC-12(2)', 'SI-12(3)'] },
  parts: [
    {
      id: 'own-table',
      side: 'templates',
      claim: 'The table of wrapped data keys is separate and keeps its backups for seven days.',
      checks: ['data-key-table-keeps-short-backups'],
    },
    {
      id: 'erasure',
      side: 'runtime',
      claim:
        'Erasing a person destroys all of their data keys for good, in the store in memory and in that of DynamoDB as an emulation in ' +
        'memory answers, and shows when the last backup of them expires.',
      tests: ['in-process'],
    },
    {
      id: 'media',
      side: 'runtime',
      claim: 'The pack cites the statement of AWS on how media are wiped.',
      tests: ['in-process'],
      citations: [
        {
          states:
            'AWS decommissions media on which customers stored data by the techniques of NIST SP 800-88, and lets none out of its ' + 'control before that.',
          source: 'https://aws.amazon.com/compliance/data-center/controls/',
        },
      ],
    },
  ],
};
