import type { Control } from './control';

/** Many accounts are governed as one. */
export const del6: Control = {
  id: 'DEL-6',
  title: 'Many accounts are governed as one',
  claim:
    'Many accounts and regions are reached through Organizations and StackSets, with service control policies and ' +
    'delegated administrators. The plan goes to thousands of accounts and is called a plan.',
  sources: ['P Compliance and Standards', 'P Network Architecture'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['CM-6(1)', 'PL-9'] },
  parts: [
    {
      id: 'stack-sets',
      side: 'templates',
      claim: 'StackSets carry the baseline to accounts and regions of the organization.',
      missing: "not built yet: the fleet's stack",
    },
    {
      id: 'guardrails',
      side: 'templates',
      claim: 'Service control policies and delegated administrators are set.',
      missing: "not built yet: the fleet's stack",
    },
    {
      id: 'plan',
      side: 'templates',
      claim: 'The plan for thousands of accounts is written and says that it is one.',
      missing: 'not built yet: the plan',
    },
  ],
};
