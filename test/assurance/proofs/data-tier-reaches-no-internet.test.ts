import { dataTierReachesNoInternet } from '../../../lib/assurance/proofs/data-tier-reaches-no-internet';
import { miniGraph } from '../../support/mini-graph';
import { CONFIGURATION, judge, refuted, resource, route, rule, threeTiers } from './three-tiers';

const proof = dataTierReachesNoInternet;

describe('data-tier-reaches-no-internet', () => {
  it('is proved where the data tier has gateway endpoints only, and tells who leaves', () => {
    const { findings, judged, tables } = judge(proof, threeTiers());

    expect(findings).toEqual([]);
    expect(judged.map(({ logicalId }) => logicalId)).toContain('data');
    expect(tables?.[0]?.rows).toEqual([
      ['app', 'internet', 'tcp 443', 'NAT gateway', 'app-to-internet'],
      ['app', 's3', 'tcp 443', 'gateway endpoint', 'app-to-s3'],
    ]);
  });

  it('judges nothing where there is no data tier', () => {
    expect(judge(proof, miniGraph({ Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }) }, CONFIGURATION))).toMatchObject({
      judged: [],
      findings: [],
    });
  });

  it.each([
    ['a NAT gateway', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } }, 'NAT gateway <network/Nat>'],
    [
      'an internet gateway for a part of the internet',
      { DestinationCidrBlock: '203.0.113.0/24', GatewayId: { Ref: 'Internet' } },
      'internet gateway <network/Internet>',
    ],
    [
      'an egress-only gateway',
      { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: { Ref: 'EgressOnly' } },
      'egress-only internet gateway <network/EgressOnly>',
    ],
    ['a NAT gateway for the holders of a prefix list', { DestinationPrefixListId: 'pl-a3a144ca', NatGatewayId: { Ref: 'Nat' } }, 'NAT gateway <network/Nat>'],
    ['a transit gateway', { DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-0123456789abcdef0' }, "transit gateway 'tgw-0123456789abcdef0'"],
    ["what can't be resolved", { DestinationCidrBlock: '0.0.0.0/0', GatewayId: { 'Fn::ImportValue': 'elsewhere' } }, 'something unknown'],
    ['an instance that forwards', { DestinationCidrBlock: '0.0.0.0/0', InstanceId: 'i-0123456789abcdef0' }, 'something unknown'],
  ])('refutes a data subnet routed to %s, although no group lets anything out', (_what, to, text) => {
    const found = refuted(proof, threeTiers({ Hole: route('DataTable', to) }));

    expect(found.blamed).toEqual(['Hole']);
    expect(found.reasons).toContain(`leads network/data to `);
    expect(found.paths).toContain(`route network/Hole: `);
    expect(found.paths).toContain(text);
  });

  it("refutes a route whose destination can't be resolved", () => {
    expect(
      refuted(proof, threeTiers({ Hole: route('DataTable', { DestinationCidrBlock: { 'Fn::ImportValue': 'elsewhere' }, NatGatewayId: { Ref: 'Nat' } }) }))
        .blamed,
    ).toEqual(['Hole']);
  });

  it('refutes a firewall that leads on to a NAT gateway, showing both routes', () => {
    const Firewall = resource('AWS::NetworkFirewall::Firewall', { SubnetMappings: [{ SubnetId: { Ref: 'private' } }] });
    const VpcEndpointId = { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] };
    const found = refuted(proof, threeTiers({ Firewall, Hole: route('DataTable', { DestinationCidrBlock: '0.0.0.0/0', VpcEndpointId }) }));

    expect(found.paths).toBe(
      'network/data\nroute network/Hole: 0.0.0.0/0 by firewall network/Firewall\nroute network/PrivateRoute: 0.0.0.0/0 by NAT gateway <network/Nat>\ninternet',
    );
  });

  it('refutes a member of the data tier that stands where others leave', () => {
    const Subnets = resource('AWS::RDS::DBSubnetGroup', { SubnetIds: [{ Ref: 'private' }] });
    const Moved = resource('AWS::RDS::DBCluster', {
      DBSubnetGroupName: { Ref: 'Subnets' },
      VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['DatabaseGroup', 'GroupId'] }],
    });
    const Hole = rule('Egress', 'DatabaseGroup', 443, { CidrIp: '0.0.0.0/0' });
    const found = refuted(proof, threeTiers({ Subnets, Moved, Hole }));

    expect(found.blamed).toEqual(['Hole']);
    expect(found.reasons).toBe('postgresql reaches internet (tcp 443): the data tier may leave the VPC by gateway endpoints only');
    expect(found.paths).toContain('by NAT gateway <network/Nat>');
  });

  it("finds a subnet whose table is another's", () => {
    const dataTable = resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: { Ref: 'data' }, RouteTableId: { Ref: 'PrivateTable' } });

    expect(refuted(proof, threeTiers({ dataTable })).blamed).toEqual(['PrivateRoute']);
  });

  it('takes a subnet of no known tier for one of the data tier', () => {
    const subnet = resource('AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' });

    expect(refuted(proof, threeTiers({ private: subnet })).blamed).toContain('PrivateRoute');
  });
});
