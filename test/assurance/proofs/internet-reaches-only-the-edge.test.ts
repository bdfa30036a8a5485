import { internetReachesOnlyTheEdge } from '../../../lib/assurance/proofs/internet-reaches-only-the-edge';
import { miniGraph } from '../../support/mini-graph';
import { CONFIGURATION, idOf, judge, refuted, resource, route, rule, THREE_TIERS, threeTiers } from './three-tiers';

const proof = internetReachesOnlyTheEdge;
const IPV6 = {
  VpcSix: resource('AWS::EC2::VPCCidrBlock', { VpcId: { Ref: 'Vpc' }, AmazonProvidedIpv6CidrBlock: true }),
  publicSix: resource('AWS::EC2::SubnetCidrBlock', {
    SubnetId: { Ref: 'public' },
    Ipv6CidrBlock: { 'Fn::Select': [0, { 'Fn::Cidr': [{ 'Fn::Select': [0, { 'Fn::GetAtt': ['Vpc', 'Ipv6CidrBlocks'] }] }, 8, '64'] }] },
  }),
  PublicRouteSix: route('PublicTable', { DestinationIpv6CidrBlock: '::/0', GatewayId: { Ref: 'Internet' } }),
  publicAcl: undefined,
};

describe('internet-reaches-only-the-edge', () => {
  it('is proved where only CloudFront gets in, to the load balancer on 443, and tells so', () => {
    const { findings, judged, tables } = judge(proof, threeTiers());

    expect(findings).toEqual([]);
    expect(judged.map(({ logicalId }) => logicalId)).toEqual(expect.arrayContaining(['AppGroup', 'Database', 'Function', 'LoadBalancerGroup']));
    expect(tables).toEqual([
      {
        title: 'Who is reached from outside',
        columns: ['From', 'To', 'Traffic', 'Through', 'Allowed by'],
        rows: [['cloudfront', 'load-balancer', 'tcp 443', 'any way', 'cloudfront-to-load-balancer']],
      },
    ]);
  });

  it('judges nothing where nothing stands in a network', () => {
    expect(judge(proof, miniGraph({ Bucket: resource('AWS::S3::Bucket', {}) }, CONFIGURATION))).toMatchObject({ judged: [], findings: [] });
  });

  it('refutes a group opened to the world, naming the rule and the way in', () => {
    const found = refuted(proof, threeTiers({ Hole: rule('Ingress', 'LoadBalancerGroup', 22, { CidrIp: '0.0.0.0/0' }) }));

    expect(found.blamed).toEqual(['Hole']);
    expect(found.reasons).toBe(
      'internet reaches load-balancer (tcp 22): only load-balancer may be reached from outside, on port 443, by a row of the table of flows',
    );
    expect(found.paths).toMatch(
      /^internet at [\d.]+\nroute network\/PublicRoute: 0\.0\.0\.0\/0 by internet gateway <network\/Internet>\nnetwork ACL rule 10, network\/OpenAclIn: lets tcp, all ports in from 0\.0\.0\.0\/0\nsecurity group rule network\/Hole: lets tcp 22 in from 0\.0\.0\.0\/0\nload-balancer in network\/public at 10\.0\.0\.0, tcp 22\nanswer to ports 1024–65535: /,
    );
  });

  it('refutes a hole that is wider than it need be: all of the internet instead of CloudFront', () => {
    expect(refuted(proof, threeTiers({ Hole: rule('Ingress', 'LoadBalancerGroup', 443, { CidrIp: '0.0.0.0/1' }) })).blamed).toEqual(['Hole']);
  });

  it('refutes an IPv6 hole, also where AWS gives the addresses out', () => {
    const closed = threeTiers(IPV6);
    const open = threeTiers({ ...IPV6, Hole: rule('Ingress', 'LoadBalancerGroup', 443, { CidrIpv6: '::/0' }) });

    expect(refuted(proof, closed).blamed).toEqual([]);
    expect(refuted(proof, open).blamed).toEqual(['Hole']);
    expect(refuted(proof, open).paths).toContain('::/0 by internet gateway');
  });

  it('takes an egress-only gateway for no way in', () => {
    const PublicRouteSix = route('PublicTable', { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: { Ref: 'EgressOnly' } });

    expect(refuted(proof, threeTiers({ ...IPV6, PublicRouteSix, Hole: rule('Ingress', 'LoadBalancerGroup', 443, { CidrIpv6: '::/0' }) })).blamed).toEqual([]);
  });

  it("refutes a prefix list that is not CloudFront's, by its ID", () => {
    const found = refuted(proof, threeTiers({ EdgeIn: rule('Ingress', 'LoadBalancerGroup', 443, { SourcePrefixListId: 'pl-0123abcd' }) }));

    expect(found.blamed).toEqual(['EdgeIn']);
    expect(found.reasons).toContain('pl-0123abcd reaches load-balancer (tcp 443)');
  });

  it('refutes CloudFront at another group or port', () => {
    expect(refuted(proof, threeTiers({ Hole: rule('Ingress', 'AppGroup', 443, { SourcePrefixListId: 'pl-a3a144ca' }) })).blamed).toEqual(['Hole']);
    expect(refuted(proof, threeTiers({ Hole: rule('Ingress', 'LoadBalancerGroup', 80, { SourcePrefixListId: 'pl-a3a144ca' }) })).blamed).toEqual(['Hole']);
  });

  it("refutes a way in by the entries of a prefix list of one's own", () => {
    const List = resource('AWS::EC2::PrefixList', { Entries: [{ Cidr: '10.9.0.0/16' }, { Cidr: '203.0.113.0/24' }] });
    const Hole = rule('Ingress', 'LoadBalancerGroup', 443, { SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } });

    expect(refuted(proof, threeTiers({ List, Hole })).paths).toContain('internet at 203.0.113.0');
  });

  it('refutes an internet gateway added to a private subnet only together with a rule that lets in', () => {
    const PrivateRoute = route('PrivateTable', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'Internet' } });
    const Hole = rule('Ingress', 'AppGroup', 3000, { CidrIp: '0.0.0.0/0' });

    expect(refuted(proof, threeTiers({ PrivateRoute })).blamed).toEqual([]);
    expect(refuted(proof, threeTiers({ Hole })).blamed).toEqual([]);
    expect(refuted(proof, threeTiers({ PrivateRoute, Hole })).blamed).toEqual(['Hole']);
  });

  it('refutes what a network ACL kept out, once it is opened', () => {
    const table = { dataTable: resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: { Ref: 'data' }, RouteTableId: { Ref: 'PublicTable' } }) };
    const Hole = rule('Ingress', 'DatabaseGroup', 5432, { CidrIp: '0.0.0.0/0' });
    const dataAcl = resource('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: { Ref: 'data' }, NetworkAclId: { Ref: 'OpenAcl' } });

    expect(refuted(proof, threeTiers({ ...table, Hole })).blamed).toEqual([]);
    expect(refuted(proof, threeTiers({ ...table, Hole, dataAcl })).paths).toContain('network ACL rule 10, network/OpenAclIn');
  });

  it('needs the way back through the ACL for TCP, and not for a datagram', () => {
    const oneWay = {
      OpenAclOut: undefined,
      AnyIn: resource('AWS::EC2::NetworkAclEntry', {
        NetworkAclId: { Ref: 'OpenAcl' },
        RuleNumber: 20,
        RuleAction: 'allow',
        Protocol: -1,
        CidrBlock: '0.0.0.0/0',
      }),
    };
    const hole = (IpProtocol: string) =>
      resource('AWS::EC2::SecurityGroupIngress', { GroupId: idOf('LoadBalancerGroup'), IpProtocol, FromPort: 53, ToPort: 53, CidrIp: '0.0.0.0/0' });

    expect(refuted(proof, threeTiers({ ...oneWay, Hole: hole('tcp') })).blamed).toEqual([]);
    expect(refuted(proof, threeTiers({ ...oneWay, Hole: hole('udp') })).blamed).toEqual(['Hole']);
  });

  it("follows a firewall's endpoint to the internet gateway behind it", () => {
    const firewall = {
      Firewall: resource('AWS::NetworkFirewall::Firewall', { SubnetMappings: [{ SubnetId: { Ref: 'public' } }] }),
      PrivateRoute: route('PrivateTable', {
        DestinationCidrBlock: '0.0.0.0/0',
        VpcEndpointId: { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] }] }] },
      }),
      Hole: rule('Ingress', 'AppGroup', 3000, { CidrIp: '0.0.0.0/0' }),
    };

    expect(refuted(proof, threeTiers(firewall)).paths).toContain(
      'route network/PrivateRoute: 0.0.0.0/0 by firewall network/Firewall\nroute network/PublicRoute: 0.0.0.0/0 by internet gateway <network/Internet>',
    );
  });

  it('places a group that nothing wears in all of its tier, and one that nobody declared everywhere', () => {
    const open = { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] };

    expect(refuted(proof, threeTiers({ Stray: resource('AWS::EC2::SecurityGroup', { VpcId: { Ref: 'Vpc' }, ...open }) })).blamed).toEqual(['Stray']);
    expect(
      refuted(
        proof,
        threeTiers({ Function: undefined, AppGroup: resource('AWS::EC2::SecurityGroup', { VpcId: { Ref: 'Vpc' }, GroupName: 'ringwall-prod-app', ...open }) }),
      ).blamed,
    ).toEqual([]);
  });

  it('refutes a network load balancer without a group in a public subnet: nothing filters', () => {
    const Balancer = resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'network', Subnets: [{ Ref: 'public' }] });

    expect(refuted(proof, threeTiers({ Balancer })).blamed).toEqual(['Balancer']);
  });

  it("takes a source that can't be resolved for anybody", () => {
    const Hole = rule('Ingress', 'LoadBalancerGroup', 8080, { CidrIp: { 'Fn::ImportValue': 'elsewhere' } });

    expect(refuted(proof, threeTiers({ Hole })).reasons).toContain('internet reaches load-balancer (tcp 8080)');
  });

  it('trusts no row of the table of flows that lets the internet to anything else', () => {
    const flows = [
      ...(CONFIGURATION.flows ?? []),
      { name: 'internet-to-app', from: 'internet', to: 'app', port: 3000, protocol: 'tcp', reason: 'test' } as const,
    ];
    const resources = {
      ...THREE_TIERS,
      PrivateRoute: route('PrivateTable', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'Internet' } }),
      Hole: rule('Ingress', 'AppGroup', 3000, { CidrIp: '0.0.0.0/0' }),
    };

    expect(refuted(proof, miniGraph(resources, { ...CONFIGURATION, flows })).blamed).toEqual(['Hole']);
  });
});
