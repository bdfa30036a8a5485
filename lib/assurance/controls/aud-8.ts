import type { Control } from './control';

/** Erasure and evidence don't cancel each other. */
export const aud8: Control = {
  id: 'AUD-8',
  title: "Erasure and evidence don't cancel each other",
  claim:
    'Security events are encrypted under an audit data key of their own for each person. Erasing an account leaves ' +
    'the log verifiable, and the evidence until its retention class ends, or until DPO and security lead both ' +
    'release it. A legal hold stops either.',
  sources: ['T§10', 'P GDPR Compliance'],
  owner: 'dpo',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['AU-11', 'SI-12', 'SI-12(3)'] },
  parts: [
    {
      id: 'after-erasure',
      side: 'runtime',
      claim: 'After an erasure the log still verifies and the evidence stays readable until its class ends.',
      missing: 'not built yet: the audit keys come with stack identity',
    },
    {
      id: 'joint-release',
      side: 'runtime',
      claim: 'DPO and security lead together, and neither alone, release evidence early.',
      missing: 'not built yet: the audit keys come with stack identity',
    },
    {
      id: 'legal-hold',
      side: 'runtime',
      claim: 'A legal hold blocks the end of a class and the release.',
      missing: 'not built yet: the audit keys come with stack identity',
    },
  ],
};
