import type { Control } from './control';

/** The threat model is data and complete. */
export const gov2: Control = {
  id: 'GOV-2',
  title: 'The threat model is data and complete',
  claim:
    'The threat model is data, with asset, threat, controls, residual risk and sign-off, and a route or stack that ' +
    "it doesn't name fails. Code owners are set.",
  sources: ['T§7 A04', 'T Approval'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A04'], owasp2025: ['A06'], nist80053r5: ['RA-3', 'SA-8', 'SA-11(2)'] },
  parts: [
    {
      id: 'complete',
      side: 'templates',
      claim: 'Every route and stack is named in the threat model.',
      missing: 'not built yet: the threat model',
    },
    {
      id: 'signed-off',
      side: 'templates',
      claim: 'Each threat names its controls and residual risk and is signed off.',
      missing: 'not built yet: the threat model',
    },
    {
      id: 'code-owners',
      side: 'templates',
      claim: 'Code owners cover the repository.',
      missing: 'not built yet: a check of the code owners against the configuration',
    },
  ],
};
