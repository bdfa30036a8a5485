import type { Control } from './control';

/** Findings have a date and an owner. */
export const det10: Control = {
  id: 'DET-10',
  title: 'Findings have a date and an owner',
  claim:
    'Findings of Inspector, Security Hub and the scans of DEL-3 get an owner and a due date: critical, from CVSS ' +
    '9.0, in 24 hours, high in 7 days, medium in 30, low in 90. Overdue ones escalate.',
  sources: ['T§9'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A06'], owasp2025: ['A03'], nist80053r5: ['CA-5', 'RA-5', 'RA-7', 'SI-2', 'SI-2(3)'] },
  parts: [
    {
      id: 'due-dates',
      side: 'templates',
      claim: 'The tracker takes findings from each source and sets date and owner by severity.',
      missing: 'not built yet: the tracker comes with stack detection',
    },
    {
      id: 'escalation',
      side: 'runtime',
      claim: 'An overdue finding escalates to the next role.',
      missing: 'not built yet: the tracker comes with stack detection',
    },
  ],
};
