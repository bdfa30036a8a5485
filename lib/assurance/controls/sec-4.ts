import type { Control } from './control';

/** A new reader of a secret is noticed. */
export const sec4: Control = {
  id: 'SEC-4',
  title: 'A new reader of a secret is noticed',
  claim: 'Every read of a secret is in the audit trail. A read by a principal that never read that secret before raises ' + 'an alert.',
  sources: ['T§10', 'P AWS Secrets Manager Integration'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['AC-2(12)', 'AU-12', 'SI-4(5)'] },
  parts: [
    {
      id: 'audited',
      side: 'templates',
      claim: 'Reads of secrets are recorded and kept for two years.',
      missing: 'not built yet: the first secrets come with stack data',
    },
    {
      id: 'first-reader',
      side: 'runtime',
      claim: "The first read of a secret by a principal raises an alert, later ones by the same don't.",
      missing: 'not built yet: the monitor comes with stack detection',
    },
  ],
};
