import type { Control } from './control';

/** Growing privileges are found. */
export const det5: Control = {
  id: 'DET-5',
  title: 'Growing privileges are found',
  claim: 'A raised role, a grant to oneself and a widened IAM policy are found.',
  sources: ['P Security Monitoring'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A01', 'A09'], owasp2025: ['A01', 'A09'], nist80053r5: ['AC-2(4)', 'AC-6(9)', 'SI-4(20)'] },
  parts: [
    {
      id: 'escalation',
      side: 'runtime',
      claim: 'A raised role, a self-grant and a widened IAM policy are each found.',
      missing: 'not built yet: the monitor comes with stack detection',
    },
  ],
};
