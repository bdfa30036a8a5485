import type { Control } from './control';

/** Three tiers of subnets in every zone. */
export const net1: Control = {
  id: 'NET-1',
  title: 'Three tiers of subnets in every zone',
  claim:
    'Each environment stands in one VPC of its own with the configured address range, 10.0.0.0/16 unless set ' +
    'otherwise, where names resolve and get host names. Its subnets form a public, a private and a data tier, and a ' +
    'firewall tier where Network Firewall is on; every configured zone has each of them, three zones in prod and at ' +
    'least two elsewhere.',
  sources: ['T§5.1', 'P VPC Security'],
  owner: 'platform-lead',
  mappings: { owasp2021: ['A05'], owasp2025: ['A02'], nist80053r5: ['SC-7', 'SC-7(21)', 'SC-7(29)'] },
  parts: [
    {
      id: 'vpc',
      side: 'templates',
      claim: 'The VPC has the configured address range, with DNS resolution and DNS host names on.',
      checks: ['vpc-has-cidr-and-dns'],
    },
    {
      id: 'tiers',
      side: 'templates',
      claim:
        'Every configured zone holds one subnet of each tier, the firewall tier included where it is on, and prod ' +
        'spans three zones, every other environment at least two.',
      checks: ['subnet-tiers-in-every-zone'],
    },
  ],
};
