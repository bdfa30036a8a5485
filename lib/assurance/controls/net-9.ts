import type { Control } from './control';

/** All traffic leaves a flow log. */
export const net9: Control = {
  id: 'NET-9',
  title: 'All traffic leaves a flow log',
  claim: 'Flow logs record accepted and rejected traffic of the whole VPC, and are delivered encrypted to the log archive.',
  sources: ['T§10', 'P Network Security'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['AU-2', 'AU-12', 'SI-4(4)'] },
  parts: [
    {
      id: 'flow-logs',
      side: 'templates',
      claim: 'The VPC has a flow log of all traffic, delivered to the log archive and encrypted with its key.',
      checks: ['flow-logs-of-all-traffic'],
    },
  ],
};
