import type { Control } from './control';

/** Data leaving in bulk is found. */
export const det4: Control = {
  id: 'DET-4',
  title: 'Data leaving in bulk is found',
  claim: 'Exports, reads, sequential IDs and refusals are held against the baseline of the user and of the tenant, and ' + 'large exports alert.',
  sources: ['P Security Monitoring', 'T§10'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A01', 'A09'], owasp2025: ['A01', 'A09'], nist80053r5: ['AC-2(12)', 'AC-23', 'SI-4(18)'] },
  parts: [
    {
      id: 'baselines',
      side: 'runtime',
      claim: "Exports, reads, sequential IDs and refusals beyond the user's or the tenant's baseline are found.",
      missing: 'not built yet: the monitor comes with stack detection',
    },
    {
      id: 'large-exports',
      side: 'runtime',
      claim: 'A large export alerts.',
      missing: 'not built yet: the monitor comes with stack detection',
    },
  ],
};
