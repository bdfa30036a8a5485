import type { Control } from './control';

/** Prod survives the loss of a zone. */
export const avl1: Control = {
  id: 'AVL-1',
  title: 'Prod survives the loss of a zone',
  claim: 'In prod, load balancer, database, cache, queue and NAT stand in several zones.',
  sources: ['P SOC 2 Type II Compliance'],
  owner: 'platform-lead',
  mappings: { nist80053r5: ['SC-5(2)', 'SC-36'] },
  parts: [
    {
      id: 'several-zones',
      side: 'templates',
      claim: 'Database, cache, queue and NAT of prod span several zones.',
      checks: ['stores-span-zones-in-prod'],
      offWhen: { field: 'name', oneOf: ['dev', 'staging', 'local'], reason: 'Real users are in prod alone.' },
    },
    {
      id: 'load-balancer',
      side: 'templates',
      claim: 'The load balancer of prod spans several zones.',
      missing: 'not built yet: the load balancer comes with stack workload',
    },
  ],
};
