import type { Control } from './control';

/** Public subnets hold load balancers and NAT gateways only. */
export const net2: Control = {
  id: 'NET-2',
  title: 'Public subnets hold load balancers and NAT gateways only',
  claim:
    'A public subnet is a place for load balancers and NAT gateways. No instance, task, function or database is put ' +
    'there, and nothing in any subnet gets a public address by itself.',
  sources: ['T§5.1', 'P VPC Security'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A01', 'A05'], owasp2025: ['A01', 'A02'], nist80053r5: ['AC-4', 'SC-7', 'SC-7(3)'] },
  parts: [
    {
      id: 'only-load-balancers-and-nat',
      side: 'templates',
      claim: 'Whatever names a public subnet is a load balancer, a NAT gateway or part of the network itself.',
      checks: ['public-subnets-hold-only-load-balancers-and-nat'],
    },
    {
      id: 'no-public-address',
      side: 'templates',
      claim: 'No subnet, launch template, instance or service hands out a public address.',
      checks: ['no-public-address-handed-out'],
    },
  ],
};
