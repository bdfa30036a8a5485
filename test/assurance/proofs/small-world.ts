import type { Resources } from '../../support/mini-graph';

/** A network small enough to try every packet in it, written down plainly: no reference, no resource. */
export interface SmallWorld {
  /** Blocks of the VPC. */
  readonly four: string;
  readonly six: string;
  readonly subnets: readonly SmallSubnet[];
  readonly tables: readonly (readonly SmallRoute[])[];
  readonly acls: readonly (readonly SmallAclEntry[])[];
  readonly groups: readonly SmallGroup[];
  readonly interfaces: readonly SmallInterface[];
  /** Customer-managed prefix lists. */
  readonly lists: readonly (readonly string[])[];
  /** The subnet in which the firewall's endpoint stands. */
  readonly firewallSubnet: number;
  /** The services that have a gateway endpoint, with the tables that lead there. */
  readonly endpoints: readonly { readonly service: 's3' | 'dynamodb'; readonly tables: readonly number[] }[];
}

export interface SmallSubnet {
  readonly four: string;
  /** @default - no IPv6 */
  readonly six?: string | undefined;
  readonly table: number;
  /** @default - the VPC's default ACL */
  readonly acl?: number | undefined;
}

export interface SmallRoute {
  readonly to: string | { readonly list: number };
  readonly by: 'internet' | 'nat' | 'egress-only' | 'peering' | 'firewall';
}

export interface SmallRule {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | '50' | '-1';
  readonly ports: readonly [number, number];
  readonly peer: SmallPeer;
}

export type SmallPeer = string | { readonly group: number } | { readonly list: number } | { readonly holders: 'cloudfront' | 's3' };

export interface SmallGroup {
  readonly ingress: readonly SmallRule[];
  /** Empty: open, as EC2 makes it. */
  readonly egress: readonly SmallRule[];
}

export interface SmallAclEntry {
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  readonly protocol: 6 | 17 | 1 | 50 | -1;
  readonly ports: readonly [number, number];
  readonly block: string;
}

export interface SmallInterface {
  readonly subnet: number;
  readonly groups: readonly number[];
}

/** IDs in eu-central-1, the region of the tests' configuration. */
const HOLDERS = { cloudfront: 'pl-a3a144ca', s3: 'pl-6ea54007' } as const;

const TARGETS: Readonly<Record<SmallRoute['by'], Readonly<Record<string, unknown>>>> = {
  internet: { GatewayId: { Ref: 'Internet' } },
  nat: { NatGatewayId: { Ref: 'Nat' } },
  'egress-only': { EgressOnlyInternetGatewayId: { Ref: 'EgressOnly' } },
  peering: { VpcPeeringConnectionId: 'pcx-0123456789abcdef0' },
  firewall: { VpcEndpointId: { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::Select': ['0', { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] }] }] } },
};

/** The world as a template; half of the rules stand inside their group and half alone. */
export function templateOf(world: SmallWorld): Resources {
  const vpc = { VpcId: { Ref: 'Vpc' } };
  return Object.fromEntries(
    [
      ['Vpc', 'AWS::EC2::VPC', { CidrBlock: world.four }],
      ['VpcSix', 'AWS::EC2::VPCCidrBlock', { ...vpc, Ipv6CidrBlock: world.six }],
      ['Internet', 'AWS::EC2::InternetGateway', {}],
      ['EgressOnly', 'AWS::EC2::EgressOnlyInternetGateway', vpc],
      ['Nat', 'AWS::EC2::NatGateway', { SubnetId: { Ref: 'Subnet0' } }],
      ['Firewall', 'AWS::NetworkFirewall::Firewall', { SubnetMappings: [{ SubnetId: { Ref: `Subnet${world.firewallSubnet}` } }] }],
      ...world.subnets.flatMap(subnetResources),
      ...world.tables.flatMap((routes, table) => [
        [`Table${table}`, 'AWS::EC2::RouteTable', vpc],
        ...routes.map((route, index) => routeResource(route, table, index)),
      ]),
      ...world.acls.flatMap((entries, acl) => [[`Acl${acl}`, 'AWS::EC2::NetworkAcl', vpc], ...entries.map((entry, index) => entryResource(entry, acl, index))]),
      ...world.groups.flatMap(groupResources),
      ...world.lists.map((blocks, list) => [`List${list}`, 'AWS::EC2::PrefixList', { Entries: blocks.map((Cidr) => ({ Cidr })) }]),
      ...world.interfaces.map(({ subnet, groups }, index) => [
        `Interface${index}`,
        'AWS::EC2::NetworkInterface',
        { SubnetId: { Ref: `Subnet${subnet}` }, GroupSet: groups.map(groupId) },
      ]),
      ...world.endpoints.map(({ service, tables }) => [
        `Endpoint${service}`,
        'AWS::EC2::VPCEndpoint',
        { ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` }, RouteTableIds: tables.map((table) => ({ Ref: `Table${table}` })) },
      ]),
    ].map(([logicalId, type, properties]) => [logicalId, { Type: type, Properties: properties }]),
  ) as Resources;
}

type Row = readonly [string, string, Readonly<Record<string, unknown>>];

function subnetResources({ four, six, table, acl }: SmallSubnet, index: number): readonly Row[] {
  const subnet = { SubnetId: { Ref: `Subnet${index}` } };
  return [
    [`Subnet${index}`, 'AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: four, ...(six === undefined ? {} : { Ipv6CidrBlock: six }) }],
    [`Subnet${index}Table`, 'AWS::EC2::SubnetRouteTableAssociation', { ...subnet, RouteTableId: { Ref: `Table${table}` } }],
    ...(acl === undefined ? [] : [[`Subnet${index}Acl`, 'AWS::EC2::SubnetNetworkAclAssociation', { ...subnet, NetworkAclId: { Ref: `Acl${acl}` } }] as const]),
  ];
}

function routeResource({ to, by }: SmallRoute, table: number, index: number): Row {
  const destination =
    typeof to === 'string'
      ? { [to.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: to }
      : { DestinationPrefixListId: { 'Fn::GetAtt': [`List${to.list}`, 'PrefixListId'] } };
  return [`Table${table}Route${index}`, 'AWS::EC2::Route', { RouteTableId: { Ref: `Table${table}` }, ...destination, ...TARGETS[by] }];
}

function entryResource(entry: SmallAclEntry, acl: number, index: number): Row {
  return [
    `Acl${acl}Entry${index}`,
    'AWS::EC2::NetworkAclEntry',
    {
      NetworkAclId: { Ref: `Acl${acl}` },
      RuleNumber: entry.number,
      Egress: entry.egress,
      RuleAction: entry.allow ? 'allow' : 'deny',
      Protocol: entry.protocol,
      PortRange: { From: entry.ports[0], To: entry.ports[1] },
      [entry.block.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: entry.block,
    },
  ];
}

function groupResources({ ingress, egress }: SmallGroup, index: number): readonly Row[] {
  const id = { GroupId: groupId(index) };
  // A group whose own rules name no egress is open, so that its first egress rule stands inside.
  return [
    [
      `Group${index}`,
      'AWS::EC2::SecurityGroup',
      {
        VpcId: { Ref: 'Vpc' },
        SecurityGroupIngress: ingress.filter((_, at) => at % 2 === 0).map((rule) => ruleProperties(rule, 'Source')),
        SecurityGroupEgress: egress.filter((_, at) => at % 2 === 0).map((rule) => ruleProperties(rule, 'Destination')),
      },
    ],
    ...ingress.flatMap((rule, at): readonly Row[] =>
      at % 2 === 0 ? [] : [[`Group${index}In${at}`, 'AWS::EC2::SecurityGroupIngress', { ...id, ...ruleProperties(rule, 'Source') }]],
    ),
    ...egress.flatMap((rule, at): readonly Row[] =>
      at % 2 === 0 ? [] : [[`Group${index}Out${at}`, 'AWS::EC2::SecurityGroupEgress', { ...id, ...ruleProperties(rule, 'Destination') }]],
    ),
  ];
}

function ruleProperties({ protocol, ports, peer }: SmallRule, side: 'Source' | 'Destination'): Readonly<Record<string, unknown>> {
  return { IpProtocol: protocol, FromPort: ports[0], ToPort: ports[1], ...peerProperties(peer, side) };
}

function peerProperties(peer: SmallPeer, side: 'Source' | 'Destination'): Readonly<Record<string, unknown>> {
  if (typeof peer === 'string') return peer.includes(':') ? { CidrIpv6: peer } : { CidrIp: peer };
  if ('group' in peer) return { [`${side}SecurityGroupId`]: groupId(peer.group) };
  return { [`${side}PrefixListId`]: 'list' in peer ? { 'Fn::GetAtt': [`List${peer.list}`, 'PrefixListId'] } : HOLDERS[peer.holders] };
}

function groupId(index: number): unknown {
  return { 'Fn::GetAtt': [`Group${index}`, 'GroupId'] };
}
