import type { Check, Judgement } from '../../../lib/assurance/checks/check';
import type { EnvironmentGraph } from '../../../lib/assurance/templates/graph';
import { miniGraph, type Resources } from '../../support/mini-graph';
import type { ConfigurationOverrides } from '../../support/configuration';

type Properties = Readonly<Record<string, unknown>>;

/** A resource as it stands in a template. */
export function resource(Type: string, Properties: Properties): Resources[string] {
  return { Type, Properties };
}

const VPC = { VpcId: { Ref: 'Vpc' } };

const row = (from: string, to: string, port: number) => ({ name: `${from}-to-${to}`, from, to, port, protocol: 'tcp', reason: 'test' }) as const;

/** The configuration that the network below keeps. */
export const CONFIGURATION: ConfigurationOverrides = {
  groups: [
    { name: 'load-balancer', tier: 'public' },
    { name: 'app', tier: 'private' },
    { name: 'postgresql', tier: 'data' },
  ],
  flows: [
    row('cloudfront', 'load-balancer', 443),
    row('load-balancer', 'app', 3000),
    row('app', 'postgresql', 5432),
    row('app', 's3', 443),
    row('app', 'internet', 443),
  ],
};

function subnet(tier: string, block: string, table: string, acl: string): Resources {
  const id = { SubnetId: { Ref: tier } };
  return {
    [tier]: resource('AWS::EC2::Subnet', { ...VPC, CidrBlock: block, Tags: [{ Key: 'Tier', Value: tier }] }),
    [`${tier}Table`]: resource('AWS::EC2::SubnetRouteTableAssociation', { ...id, RouteTableId: { Ref: table } }),
    [`${tier}Acl`]: resource('AWS::EC2::SubnetNetworkAclAssociation', { ...id, NetworkAclId: { Ref: acl } }),
  };
}

/** A group that is closed but for what its own rules open. */
export function group(name: string): Resources[string] {
  return resource('AWS::EC2::SecurityGroup', {
    ...VPC,
    GroupName: `ringwall-prod-${name}`,
    SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
  });
}

/** A rule that stands alone, of TCP and one port. */
export function rule(direction: 'Ingress' | 'Egress', owner: string, port: number, peer: Properties): Resources[string] {
  return resource(`AWS::EC2::SecurityGroup${direction}`, { GroupId: idOf(owner), IpProtocol: 'tcp', FromPort: port, ToPort: port, ...peer });
}

/** An entry of a network ACL. */
export function entry(acl: string, RuleNumber: number, Egress: boolean, From: number, To: number, CidrBlock: string): Resources[string] {
  return resource('AWS::EC2::NetworkAclEntry', {
    NetworkAclId: { Ref: acl },
    RuleNumber,
    Egress,
    RuleAction: 'allow',
    Protocol: 6,
    PortRange: { From, To },
    CidrBlock,
  });
}

export function route(table: string, to: Properties): Resources[string] {
  return resource('AWS::EC2::Route', { RouteTableId: { Ref: table }, ...to });
}

/** Points at a group. */
export function idOf(logicalId: string): unknown {
  return { 'Fn::GetAtt': [logicalId, 'GroupId'] };
}

/** One zone, three tiers, three groups of which the application's is worn by a function and the database's by a cluster. */
export const THREE_TIERS: Resources = {
  Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
  Internet: resource('AWS::EC2::InternetGateway', {}),
  EgressOnly: resource('AWS::EC2::EgressOnlyInternetGateway', VPC),
  Nat: resource('AWS::EC2::NatGateway', { SubnetId: { Ref: 'public' } }),
  PublicTable: resource('AWS::EC2::RouteTable', VPC),
  PrivateTable: resource('AWS::EC2::RouteTable', VPC),
  DataTable: resource('AWS::EC2::RouteTable', VPC),
  PublicRoute: route('PublicTable', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'Internet' } }),
  PrivateRoute: route('PrivateTable', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } }),
  S3: resource('AWS::EC2::VPCEndpoint', {
    ...VPC,
    VpcEndpointType: 'Gateway',
    ServiceName: 'com.amazonaws.eu-central-1.s3',
    RouteTableIds: [{ Ref: 'PrivateTable' }, { Ref: 'DataTable' }],
  }),
  OpenAcl: resource('AWS::EC2::NetworkAcl', VPC),
  OpenAclIn: entry('OpenAcl', 10, false, 0, 65535, '0.0.0.0/0'),
  OpenAclOut: entry('OpenAcl', 10, true, 0, 65535, '0.0.0.0/0'),
  DataAcl: resource('AWS::EC2::NetworkAcl', VPC),
  DataAclIn: entry('DataAcl', 10, false, 5432, 5432, '10.0.1.0/24'),
  DataAclOut: entry('DataAcl', 10, true, 1024, 65535, '10.0.1.0/24'),
  ...subnet('public', '10.0.0.0/24', 'PublicTable', 'OpenAcl'),
  ...subnet('private', '10.0.1.0/24', 'PrivateTable', 'OpenAcl'),
  ...subnet('data', '10.0.2.0/24', 'DataTable', 'DataAcl'),
  LoadBalancerGroup: group('load-balancer'),
  AppGroup: group('app'),
  DatabaseGroup: group('postgresql'),
  EdgeIn: rule('Ingress', 'LoadBalancerGroup', 443, { SourcePrefixListId: 'pl-a3a144ca' }),
  LoadBalancerOut: rule('Egress', 'LoadBalancerGroup', 3000, { DestinationSecurityGroupId: idOf('AppGroup') }),
  AppIn: rule('Ingress', 'AppGroup', 3000, { SourceSecurityGroupId: idOf('LoadBalancerGroup') }),
  AppOut: rule('Egress', 'AppGroup', 5432, { DestinationSecurityGroupId: idOf('DatabaseGroup') }),
  AppToS3: rule('Egress', 'AppGroup', 443, { DestinationPrefixListId: 'pl-6ea54007' }),
  AppToInternet: rule('Egress', 'AppGroup', 443, { CidrIp: '0.0.0.0/0' }),
  DatabaseIn: rule('Ingress', 'DatabaseGroup', 5432, { SourceSecurityGroupId: idOf('AppGroup') }),
  Function: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [{ Ref: 'private' }], SecurityGroupIds: [idOf('AppGroup')] } }),
  DatabaseSubnets: resource('AWS::RDS::DBSubnetGroup', { SubnetIds: [{ Ref: 'data' }] }),
  Database: resource('AWS::RDS::DBCluster', { DBSubnetGroupName: { Ref: 'DatabaseSubnets' }, VpcSecurityGroupIds: [idOf('DatabaseGroup')] }),
};

/** The network with some resources added, replaced, or, where `undefined`, taken away. */
export function threeTiers(changes: Readonly<Record<string, Resources[string] | undefined>> = {}): EnvironmentGraph {
  const changed = Object.entries({ ...THREE_TIERS, ...changes }).filter((one): one is [string, Resources[string]] => one[1] !== undefined);
  return miniGraph(Object.fromEntries(changed), CONFIGURATION);
}

/** What a proof says of a graph. */
export function judge(proof: Check, graph: EnvironmentGraph): Judgement {
  return proof.judge(graph, { asOf: '2026-01-01', environments: new Map() });
}

/** The resources that a proof blames, and its paths as one text. */
export function refuted(proof: Check, graph: EnvironmentGraph): { readonly blamed: readonly string[]; readonly reasons: string; readonly paths: string } {
  const { findings } = judge(proof, graph);
  return {
    blamed: [...new Set(findings.map((finding) => finding.resource.logicalId))].sort(),
    reasons: findings.map((finding) => finding.reason).join('\n'),
    paths: findings.flatMap((finding) => finding.path ?? []).join('\n'),
  };
}
