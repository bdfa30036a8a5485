import type { Control } from './control';

/** Alerts reach someone, once. */
export const det7: Control = {
  id: 'DET-7',
  title: 'Alerts reach someone, once',
  claim:
    'Alerts go by severity to SNS, email and PagerDuty by Events v2, whose key is a secret, and every alert that ' +
    'T§10 calls for exists. They are deduplicated, limited in rate and retried.',
  sources: ['T§1', 'T§10', 'P Automated Response Actions'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['IR-6(1)', 'SI-4(5)', 'SI-4(12)'] },
  parts: [
    {
      id: 'channels',
      side: 'templates',
      claim: "Topics, mail and PagerDuty are wired by severity, with PagerDuty's key as a secret.",
      missing: 'not built yet: the alerting function comes with stack detection',
    },
    {
      id: 'alerts-of-t10',
      side: 'templates',
      claim: 'Each event of T§10 that asks for an alert has one.',
      missing: 'not built yet: the alerts come with stack detection',
    },
    {
      id: 'delivery',
      side: 'runtime',
      claim: 'Alerts are deduplicated, limited in rate and retried.',
      missing: 'not built yet: the alerting function comes with stack detection',
    },
  ],
};
