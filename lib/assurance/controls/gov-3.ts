import type { Control } from './control';

/** Policies are drafted for their owners. */
export const gov3: Control = {
  id: 'GOV-3',
  title: 'Policies are drafted for their owners',
  claim: 'A set of policies exists as drafts, each marked for its owner, with a statement of PCI scope.',
  sources: ['P PCI DSS Compliance', 'T§1'],
  owner: 'compliance-lead',
  mappings: { nist80053r5: ['PL-1'] },
  parts: [
    {
      id: 'policies',
      side: 'templates',
      claim: 'Each policy is a draft marked for its owner.',
      missing: 'not built yet: the policy drafts',
    },
    {
      id: 'pci-scope',
      side: 'templates',
      claim: 'The PCI scope is stated.',
      missing: 'not built yet: the scope statement',
    },
  ],
};
