import type { Control } from './control';

/** Data subnets have no way to the internet. */
export const net3: Control = {
  id: 'NET-3',
  title: 'Data subnets have no way to the internet',
  claim:
    'No route of a data subnet leads to an internet gateway, an egress-only gateway or a NAT gateway, and none leads ' +
    "from there into a data subnet. Where it is configured, the region's block of public access to VPCs stands above " +
    'all routes, and every exclusion from it is listed.',
  sources: ['T§5.1', 'T§5.2', 'P Network Architecture'],
  owner: 'platform-lead',
  mappings: {
    owasp2021: ['A01', 'A05'],
    owasp2025: ['A01', 'A02'],
    nist80053r5: ['AC-4', 'SC-7', 'SC-7(5)', 'SC-7(21)'],
  },
  parts: [
    {
      id: 'no-internet-route',
      side: 'templates',
      claim: 'The route tables of data subnets hold no route to an internet or NAT gateway, and those gateways have none ' + 'to a data subnet.',
      checks: ['data-subnets-have-no-internet-route'],
    },
    {
      id: 'block-public-access',
      side: 'templates',
      claim: 'The region blocks public access to VPCs, and its exclusions are the expected subnets alone.',
      checks: ['vpc-block-public-access'],
      offWhen: {
        field: 'network.blockPublicAccess',
        oneOf: [false],
        reason:
          "The block covers every VPC of the region's account, so an environment that shares its account with others " +
          'may leave it off; routes, ACLs and groups still hold.',
      },
    },
  ],
};
