import { dataSubnetsHaveNoInternetRoute } from '../../../lib/assurance/checks/data-subnets-have-no-internet-route';
import { resource } from '../../support/resources';
import { route } from '../proofs/three-tiers';
import { describeCheck, having, lacking, NO_NETWORK, UNRESOLVABLE } from './sample-network';

const EVERYWHERE = { DestinationCidrBlock: '0.0.0.0/0' };
const way = (to: Readonly<Record<string, unknown>>, table = 'data-routes') => ({ Way: route(table, to) });

describe('data-subnets-have-no-internet-route', () => {
  describeCheck(dataSubnetsHaveNoInternetRoute, {
    holes: [
      ['a route to an internet gateway', way({ ...EVERYWHERE, GatewayId: { Ref: 'Internet' } }), ['Way'], 'out of the VPC by internet gateway'],
      ['a route to a NAT gateway', way({ ...EVERYWHERE, NatGatewayId: { Ref: 'Nat' } }), ['Way'], 'out of the VPC by NAT gateway'],
      [
        'a narrow route to a NAT gateway',
        way({ DestinationCidrBlock: '198.51.100.7/32', NatGatewayId: { Ref: 'Nat' } }),
        ['Way'],
        'out of the VPC by NAT gateway',
      ],
      [
        'an IPv6 route to a NAT gateway',
        way({ DestinationIpv6CidrBlock: '64:ff9b::/96', NatGatewayId: { Ref: 'Nat' } }),
        ['Way'],
        'out of the VPC by NAT gateway',
      ],
      [
        'a route by prefix list',
        way({ DestinationPrefixListId: 'pl-0123456789abcdef0', NatGatewayId: { Ref: 'Nat' } }),
        ['Way'],
        'out of the VPC by NAT gateway',
      ],
      [
        'an egress-only gateway',
        {
          ...way({ DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: { Ref: 'Six' } }),
          Six: resource('AWS::EC2::EgressOnlyInternetGateway', { VpcId: { Ref: 'Vpc' } }),
        },
        ['Way'],
        'egress-only',
      ],
      ['a transit gateway', way({ ...EVERYWHERE, TransitGatewayId: 'tgw-0123456789abcdef0' }), ['Way'], 'transit gateway'],
      [
        'the firewall, which leads to a NAT gateway',
        way({ ...EVERYWHERE, VpcEndpointId: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] } }),
        ['Way'],
        'firewall',
      ],
      [
        'a subnet with the public table',
        having('data-b-table', { RouteTableId: { Ref: 'public-routes' } }),
        ['PublicOut'],
        'leads the data tier (network/data-b)',
      ],
      ['a subnet with the main table, which no template holds', lacking('data-b-table'), ['data-b'], 'route table'],
      [
        'a way from the public tier',
        way({ DestinationCidrBlock: '10.0.21.0/24', VpcEndpointId: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] } }, 'public-routes'),
        ['Way'],
        'leads packets to the data tier',
      ],
      [
        'a way in for an internet gateway',
        {
          Gate: resource('AWS::EC2::RouteTable', { VpcId: { Ref: 'Vpc' } }),
          ...way({ DestinationCidrBlock: '10.0.20.0/23', NetworkInterfaceId: 'eni-0123456789abcdef0' }, 'Gate'),
        },
        ['Way'],
        'leads packets to the data tier',
      ],
      ['a NAT gateway in a data subnet', having('Nat', { SubnetId: { Ref: 'data-a' } }), ['Nat'], 'stands in the data subnet network/data-a'],
    ],
    unresolvable: [
      [
        "a route's table",
        { Way: resource('AWS::EC2::Route', { RouteTableId: UNRESOLVABLE, ...EVERYWHERE, NatGatewayId: { Ref: 'Nat' } }) },
        ['Way'],
        'NAT gateway',
      ],
      ["a route's target", way({ ...EVERYWHERE, GatewayId: UNRESOLVABLE }), ['Way'], 'something unknown'],
      [
        "a route's destination",
        way({ DestinationCidrBlock: UNRESOLVABLE, GatewayId: { Ref: 'Internet' } }, 'public-routes'),
        ['Way'],
        'it may be a data subnet',
      ],
      ["a NAT gateway's subnet", having('Nat', { SubnetId: UNRESOLVABLE }), ['Nat'], 'the gateway may stand in a data subnet'],
      [
        "a subnet's table",
        having('data-b-table', { RouteTableId: UNRESOLVABLE }),
        expect.arrayContaining(['data-b-table', 'PublicOut']) as string[],
        'RouteTableId is no route table',
      ],
    ],
    notApplicable: NO_NETWORK,
  });
});
