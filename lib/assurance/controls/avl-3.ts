import type { Control } from './control';

/** Service levels are watched. */
export const avl3: Control = {
  id: 'AVL-3',
  title: 'Service levels are watched',
  claim: 'Service level objectives exist with alarms on the rate at which their error budget burns.',
  sources: ['P SOC 2 Type II Compliance'],
  owner: 'platform-lead',
  mappings: { nist80053r5: ['SC-5(3)'] },
  parts: [
    {
      id: 'burn-rate',
      side: 'templates',
      claim: 'Each service level objective has burn-rate alarms.',
      missing: 'not built yet: the objectives come with stacks api and detection',
    },
  ],
};
