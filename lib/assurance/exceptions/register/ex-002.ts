import type { Exception } from '../exception';

/** The public tier routes to the internet. */
export const ex002: Exception = {
  id: 'EX-002',
  rule: 'VPCNoUnrestrictedRouteToIGW',
  reason: 'The public tier holds the load balancers and NAT gateways, which need a route to the internet gateway; it ' + 'is the only route to it.',
  compensatingControl: {
    controls: ['NET-2', 'NET-3', 'NET-10'],
    sentence:
      'Nothing but load balancers and NAT gateways stands in the public tier, no public address is handed out, ' +
      'and it is proved that the internet reaches nothing but the edge.',
  },
  constructs: ['network/Routes/public/to-internet'],
  environments: ['dev', 'staging', 'prod', 'full', 'local'],
  owner: 'platform-lead',
  approver: 'security-lead',
  approved: '2026-11-22',
  expires: '2027-05-21',
};
