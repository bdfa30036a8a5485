import type { Control } from './control';

/** Crossing tenants takes a grant. */
export const azn5: Control = {
  id: 'AZN-5',
  title: 'Crossing tenants takes a grant',
  claim: 'SUPER_ADMIN alone crosses tenants, into one tenant at a time, by a grant that expires and is audited. No role ' + 'gets round row security.',
  sources: ['T§3.2', 'P Database-Level Authentication'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01'], owasp2025: ['A01'], nist80053r5: ['AC-3', 'AC-3(10)', 'AC-6(5)'] },
  parts: [
    {
      id: 'grant',
      side: 'runtime',
      claim: 'Only SUPER_ADMIN enters another tenant, one at a time, by an audited grant that expires.',
      tests: ['in-process', 'emulated'],
    },
    {
      id: 'no-bypass',
      side: 'runtime',
      claim: 'Row security holds for SUPER_ADMIN too.',
      tests: ['real-server'],
    },
  ],
};
