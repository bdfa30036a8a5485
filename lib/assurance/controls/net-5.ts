import type { Control } from './control';

/** Traffic flows only as the table of flows says. */
export const net5: Control = {
  id: 'NET-5',
  title: 'Traffic flows only as the table of flows says',
  claim:
    "The environment's data holds one table of allowed flows: the internet edge to the load balancer on 443; the " +
    "load balancer to each app service on that service's own port and group, 3000 to 3007 by default and always " +
    "within 1024 to 65535; app and functions to PostgreSQL on 5432, Redis on 6379 and the queue's port; and the " +
    'named ones for endpoints on 443, internal mTLS, rotation and migration. Constructs ask for a row by its name. A ' +
    'rule without a row and a row without its rules are findings, no rule is open to the world in or out but those of ' +
    'the rows that leave by NAT, which the firewalls judge by name, and the default group is emptied.',
  sources: ['T§5.2', 'P Security Groups'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A01', 'A05'], owasp2025: ['A01', 'A02'], nist80053r5: ['AC-4', 'CM-7', 'SC-7', 'SC-7(5)'] },
  parts: [
    {
      id: 'flows',
      side: 'templates',
      claim: "The rules of all security groups, in and out and at both ends, are exactly the rows of the environment's " + 'table.',
      checks: ['security-group-flows-match-table'],
    },
    {
      id: 'no-open-rule',
      side: 'templates',
      claim:
        "No rule admits all addresses, in IPv4 or IPv6, and none sends to all addresses but those of the table's rows " +
        'to the internet, in IPv4 and on their port alone.',
      checks: ['no-open-security-group-rule'],
    },
    {
      id: 'default-group',
      side: 'templates',
      claim: "The VPC's default group has no rule in either direction.",
      checks: ['default-security-group-emptied'],
    },
    {
      id: 'data-stores',
      side: 'templates',
      claim: 'The groups of PostgreSQL, Redis and the queue are worn by the resources they are named after, which wear no other.',
      checks: ['stores-wear-their-groups'],
    },
    {
      id: 'load-balancer',
      side: 'templates',
      claim: 'The group of the load balancer is worn by the load balancer.',
      missing: 'not built yet: the load balancer comes with stack workload; until then its group has no members',
    },
  ],
};
