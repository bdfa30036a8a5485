import type { Control } from './control';

/** Secrets live in Secrets Manager only. */
export const sec1: Control = {
  id: 'SEC-1',
  title: 'Secrets live in Secrets Manager only',
  claim:
    'Every secret lies in Secrets Manager, under the key for secrets or one made for it, rotates on a schedule and ' +
    'carries a resource policy. None stands in clear in an environment variable, a parameter or a template.',
  sources: ['T§1', 'P AWS Secrets Manager Integration'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A02', 'A05', 'A07'],
    owasp2025: ['A02', 'A04', 'A07'],
    nist80053r5: ['IA-5', 'IA-5(6)', 'IA-5(7)', 'SC-28'],
  },
  parts: [
    {
      id: 'managed',
      side: 'templates',
      claim: 'Every secret is encrypted with the right key, rotates on a schedule and carries a resource policy.',
      checks: ['secrets-rotate-and-have-a-policy'],
    },
    {
      id: 'none-in-clear',
      side: 'templates',
      claim: 'No environment variable, parameter or template holds a secret in clear.',
      checks: ['no-secret-in-plain-values'],
    },
  ],
};
