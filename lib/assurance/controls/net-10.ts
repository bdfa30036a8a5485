import type { Control } from './control';

/** Who reaches whom is proved. */
export const net10: Control = {
  id: 'NET-10',
  title: 'Who reaches whom is proved',
  claim:
    'From routes, network ACLs, security groups and endpoints it is computed, for IPv4 and IPv6, which parts of the ' +
    'network reach which. The internet reaches the edge and nothing else; the data tier is reached by the groups ' +
    'that the table declares, on their ports, and itself reaches no internet. The result is shown as a table, a ' +
    'contradiction as the path that breaks the claim.',
  sources: ['T§5.1', 'T§5.2', 'P Network Security'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A01', 'A04', 'A05'],
    owasp2025: ['A01', 'A02', 'A06'],
    nist80053r5: ['AC-4', 'SC-7', 'SC-7(5)', 'SC-7(21)'],
  },
  parts: [
    {
      id: 'internet-reaches-only-edge',
      side: 'templates',
      claim: 'No path leads from the internet to anything but the declared edge.',
      proofs: ['internet-reaches-only-the-edge'],
    },
    {
      id: 'data-reached-by-declared-groups',
      side: 'templates',
      claim: 'Every path into the data tier starts in a group that the table of flows declares, and ends on its port.',
      proofs: ['data-tier-is-reached-by-declared-groups-only'],
    },
    {
      id: 'data-reaches-no-internet',
      side: 'templates',
      claim: 'No path leads from the data tier to the internet.',
      proofs: ['data-tier-reaches-no-internet'],
    },
    {
      id: 'every-resource-known',
      side: 'templates',
      claim: 'Every resource that mentions a subnet or a security group is of a type that the proof understands.',
      proofs: ['network-resources-are-all-known'],
    },
    {
      id: 'load-balancer',
      side: 'templates',
      claim: "The internet's path through the load balancer to the app services is part of the proof.",
      missing: 'not built yet: the load balancer comes with stack workload',
    },
  ],
};
