import type { Control } from './control';

/** The database tells who did what. */
export const azn8: Control = {
  id: 'AZN-8',
  title: 'The database tells who did what',
  claim: 'The database logs through pgaudit, and logs connections and statements.',
  sources: ['P Database-Level Authentication'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['AU-2', 'AU-12'] },
  parts: [
    {
      id: 'database-logs',
      side: 'templates',
      claim: 'The database writes the audit log of pgaudit, connection logs and statement logs.',
      checks: ['database-audits-statements'],
    },
  ],
};
