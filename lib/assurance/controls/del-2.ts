import type { Control } from './control';

/** Delivery is guarded and keyless. */
export const del2: Control = {
  id: 'DEL-2',
  title: 'Delivery is guarded and keyless',
  claim:
    'GitHub Actions deploys by OIDC under a trust that is bound to repository, environment and ref, without ' +
    'long-lived keys. It runs synthesis, nag, tests, audit pack and diff, and prod needs an approval. The deploy ' +
    'roles are a stack.',
  sources: ['T§7 A05', 'T§7 A08', 'P Security Testing'],
  owner: 'platform-lead',
  mappings: {
    owasp2021: ['A05', 'A08'],
    owasp2025: ['A02', 'A03', 'A08'],
    nist80053r5: ['AC-5', 'CM-3(2)', 'CM-5', 'SA-10'],
  },
  parts: [
    {
      id: 'deploy-roles',
      side: 'templates',
      claim: 'The deploy roles trust this repository, environment and ref alone, and no long-lived key exists.',
      missing: 'not built yet: the roles come with stack delivery',
    },
    {
      id: 'pipeline',
      side: 'templates',
      claim: 'The pipeline runs synthesis, nag, tests, audit pack and diff.',
      missing: 'not built yet: the pipeline comes with stack delivery',
    },
    {
      id: 'approval',
      side: 'templates',
      claim: 'Prod waits for an approval.',
      missing: 'not built yet: the pipeline comes with stack delivery',
    },
  ],
};
