import type { Check } from '../../../lib/assurance/checks/check';
import type { EnvironmentGraph } from '../../../lib/assurance/templates/graph';
import type { ConfigurationOverrides } from '../../support/configuration';
import { judgedBy, UNRESOLVABLE } from '../../support/judging';
import { miniGraph, type Resources } from '../../support/mini-graph';
import { bucketPolicy, key, lockedBucket, policy, resource, statement } from '../../support/resources';
import { entry, group, idOf, route, rule } from '../proofs/three-tiers';

type Properties = Readonly<Record<string, unknown>>;

/** Resources that replace others, or, where `undefined`, take them away. */
export type Changes = Readonly<Record<string, Resources[string] | undefined>>;

const ZONES = ['a', 'b', 'c'] as const;
const TIERS = { public: 0, private: 10, data: 20, firewall: 30 } as const;
const APIS = [
  'cognito-idp',
  'ecr.api',
  'ecr.dkr',
  'elasticache',
  'email',
  'events',
  'kms',
  'logs',
  'monitoring',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'sts',
  'xray',
];
const VPC = { VpcId: { Ref: 'Vpc' } };
const REGION = 'eu-central-1';

const row = (from: string, to: string, port: number) => ({ name: `${from}-to-${to}`, from, to, port, protocol: 'tcp', reason: 'test' }) as const;

/** The configuration that the network below keeps. */
export const CONFIGURATION: ConfigurationOverrides = {
  network: { bastion: true },
  groups: [
    { name: 'load-balancer', tier: 'public' },
    { name: 'app', tier: 'private' },
    { name: 'bastion', tier: 'private' },
    { name: 'endpoints', tier: 'private' },
    { name: 'postgresql', tier: 'data' },
  ],
  flows: [
    row('cloudfront', 'load-balancer', 443),
    row('load-balancer', 'app', 3000),
    row('app', 'postgresql', 5432),
    row('bastion', 'app', 22),
    row('app', 'endpoints', 443),
    row('bastion', 'endpoints', 443),
    row('app', 's3', 443),
    row('app', 'dynamodb', 443),
    row('app', 'internet', 443),
  ],
};

/** One of the environment's account settings. */
export function setting(Setting: string, Value: Properties): Resources[string] {
  return resource('Custom::AccountSetting', { ServiceToken: { 'Fn::GetAtt': ['Settings', 'Arn'] }, Setting, Value });
}

/** An endpoint's statement, limited to the account. */
export const OWN_ACCOUNT = statement({
  Sid: 'Own',
  Principal: '*',
  Action: 's3:*',
  Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333', 'aws:ResourceAccount': ['111122223333'] } },
});

function subnets(): Resources {
  return Object.fromEntries(
    Object.entries(TIERS).flatMap(([tier, first]) =>
      ZONES.flatMap((zone, index) => {
        const id = `${tier}-${zone}`;
        return [
          [
            id,
            resource('AWS::EC2::Subnet', {
              ...VPC,
              CidrBlock: `10.0.${first + index}.0/24`,
              AvailabilityZone: `${REGION}${zone}`,
              MapPublicIpOnLaunch: false,
              Tags: [{ Key: 'Tier', Value: tier }],
            }),
          ],
          [`${id}-table`, resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: { Ref: id }, RouteTableId: { Ref: `${tier}-routes` } })],
          [`${id}-acl`, resource('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: { Ref: id }, NetworkAclId: { Ref: `${tier}-acl` } })],
        ] as const;
      }),
    ),
  );
}

function acls(): Resources {
  const open = ['public', 'private', 'firewall'].flatMap(
    (tier) =>
      [
        [`${tier}-in`, entry(`${tier}-acl`, 10, false, 0, 65535, '0.0.0.0/0')],
        [`${tier}-out`, entry(`${tier}-acl`, 10, true, 0, 65535, '0.0.0.0/0')],
      ] as const,
  );
  const data = ZONES.flatMap(
    (zone, index) =>
      [
        [`data-in-${zone}`, entry('data-acl', 10 + index, false, 5432, 5432, `10.0.${10 + index}.0/24`)],
        [`data-out-${zone}`, entry('data-acl', 10 + index, true, 1024, 65535, `10.0.${10 + index}.0/24`)],
      ] as const,
  );
  const tiers = Object.keys(TIERS).flatMap(
    (tier) =>
      [
        [`${tier}-acl`, resource('AWS::EC2::NetworkAcl', VPC)],
        [`${tier}-routes`, resource('AWS::EC2::RouteTable', VPC)],
      ] as const,
  );
  return Object.fromEntries([...tiers, ...open, ...data]);
}

function groups(): Resources {
  const to = (name: string) => ({ DestinationSecurityGroupId: idOf(name) });
  const from = (name: string) => ({ SourceSecurityGroupId: idOf(name) });
  return {
    LoadBalancer: group('load-balancer'),
    App: group('app'),
    BastionGroup: group('bastion'),
    EndpointsGroup: group('endpoints'),
    Database: group('postgresql'),
    EdgeIn: rule('Ingress', 'LoadBalancer', 443, { SourcePrefixListId: 'pl-a3a144ca' }),
    LoadBalancerOut: rule('Egress', 'LoadBalancer', 3000, to('App')),
    AppIn: rule('Ingress', 'App', 3000, from('LoadBalancer')),
    AppOut: rule('Egress', 'App', 5432, to('Database')),
    DatabaseIn: rule('Ingress', 'Database', 5432, from('App')),
    SshOut: rule('Egress', 'BastionGroup', 22, to('App')),
    SshIn: rule('Ingress', 'App', 22, from('BastionGroup')),
    AppToEndpoints: rule('Egress', 'App', 443, to('EndpointsGroup')),
    BastionToEndpoints: rule('Egress', 'BastionGroup', 443, to('EndpointsGroup')),
    EndpointsFromApp: rule('Ingress', 'EndpointsGroup', 443, from('App')),
    EndpointsFromBastion: rule('Ingress', 'EndpointsGroup', 443, from('BastionGroup')),
    AppToS3: rule('Egress', 'App', 443, { DestinationPrefixListId: 'pl-6ea54007' }),
    AppToDynamodb: rule('Egress', 'App', 443, { DestinationPrefixListId: 'pl-66a5400f' }),
    AppToInternet: rule('Egress', 'App', 443, { CidrIp: '0.0.0.0/0' }),
  };
}

function endpoints(): Resources {
  const endpoint = (api: string, more: Properties): Resources[string] =>
    resource('AWS::EC2::VPCEndpoint', { ...VPC, ServiceName: `com.amazonaws.${REGION}.${api}`, PolicyDocument: policy(OWN_ACCOUNT), ...more });
  const gateway = { VpcEndpointType: 'Gateway', RouteTableIds: [{ Ref: 'private-routes' }, { Ref: 'data-routes' }] };
  const standing = {
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    SubnetIds: ZONES.map((zone) => ({ Ref: `private-${zone}` })),
    SecurityGroupIds: [idOf('EndpointsGroup')],
  };
  return Object.fromEntries([
    ...['s3', 'dynamodb'].map((api) => [api, endpoint(api, gateway)]),
    ...APIS.map((api) => [api, endpoint(api, standing)]),
  ]) as Resources;
}

const firewallEndpoint = {
  'Fn::Select': [
    0,
    { 'Fn::Split': [',', { 'Fn::Select': [1, { 'Fn::Split': [`${REGION}a:`, { 'Fn::Join': [',', { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] }] }] }] },
  ],
};

function firewall(): Resources {
  const arn = (id: string) => ({ 'Fn::GetAtt': [id, id === 'Policy' ? 'FirewallPolicyArn' : 'RuleGroupArn'] });
  return {
    Firewall: resource('AWS::NetworkFirewall::Firewall', {
      ...VPC,
      FirewallPolicyArn: arn('Policy'),
      SubnetMappings: ZONES.map((zone) => ({ SubnetId: { Ref: `firewall-${zone}` } })),
    }),
    Policy: resource('AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicy: {
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        StatefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
        StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER', StreamExceptionPolicy: 'REJECT' },
        StatefulRuleGroupReferences: [
          { ResourceArn: arn('Names'), Priority: 1 },
          { ResourceArn: arn('Rows'), Priority: 2 },
        ],
      },
    }),
    Names: resource('AWS::NetworkFirewall::RuleGroup', {
      Type: 'STATEFUL',
      RuleGroup: { RulesSource: { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['api.example.net'] } } },
    }),
    Rows: resource('AWS::NetworkFirewall::RuleGroup', {
      Type: 'STATEFUL',
      RuleGroup: {
        RuleVariables: { IPSets: { PUBLIC: { Definition: ['10.0.0.0/24', '10.0.1.0/24'] }, PRIVATE: { Definition: ['10.0.10.0/24'] } } },
        RulesSource: { StatefulRules: [passing({})] },
      },
    }),
  };
}

/** A rule of Network Firewall that lets the load balancer reach the app, with some of its header changed. */
export function passing(header: Properties, Action = 'PASS'): Properties {
  return {
    Action,
    Header: { Protocol: 'TCP', Direction: 'FORWARD', Source: '$PUBLIC', SourcePort: 'ANY', Destination: '$PRIVATE', DestinationPort: '3000', ...header },
    RuleOptions: [{ Keyword: 'sid', Settings: ['1'] }],
  };
}

function dns(): Resources {
  const list = (id: string) => ({ 'Fn::GetAtt': [id, 'Id'] });
  return {
    Allowed: resource('AWS::Route53Resolver::FirewallDomainList', {
      Domains: ['api.example.net', 'example.com', '*.example.com', 'kms.eu-central-1.amazonaws.com', '*.s3.eu-central-1.amazonaws.com'],
    }),
    All: resource('AWS::Route53Resolver::FirewallDomainList', { Domains: ['*'] }),
    DnsRules: resource('AWS::Route53Resolver::FirewallRuleGroup', {
      FirewallRules: [
        { Priority: 1, Action: 'ALLOW', FirewallDomainListId: list('Allowed') },
        { Priority: 2, Action: 'BLOCK', BlockResponse: 'NXDOMAIN', FirewallDomainListId: list('All') },
      ],
    }),
    DnsConfig: resource('AWS::Route53Resolver::FirewallConfig', { ResourceId: { Ref: 'Vpc' }, FirewallFailOpen: 'DISABLED' }),
    DnsAssociation: resource('AWS::Route53Resolver::FirewallRuleGroupAssociation', { ...VPC, FirewallRuleGroupId: list('DnsRules'), Priority: 101 }),
  };
}

function logs(): Resources {
  const delivery = { Principal: { Service: 'delivery.logs.amazonaws.com' } };
  return {
    Key: key({ KeyPolicy: policy(statement({ ...delivery, Action: 'kms:GenerateDataKey*' })) }),
    Bucket: lockedBucket(365),
    BucketPolicy: bucketPolicy({ ...delivery, Action: 's3:PutObject' }),
    FlowLog: resource('AWS::EC2::FlowLog', {
      ResourceType: 'VPC',
      ResourceId: { Ref: 'Vpc' },
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
    }),
  };
}

function bastion(): Resources {
  return {
    Bastion: resource('AWS::EC2::Instance', {
      SubnetId: { Ref: 'private-a' },
      SecurityGroupIds: [idOf('BastionGroup')],
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    }),
    SessionLog: resource('AWS::Logs::LogGroup', { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
    Sessions: resource('AWS::SSM::Document', {
      Name: 'SSM-SessionManagerRunShell',
      DocumentType: 'Session',
      Content: { inputs: { cloudWatchLogGroupName: { Ref: 'SessionLog' }, cloudWatchEncryptionEnabled: true, cloudWatchStreamingEnabled: true } },
    }),
  };
}

function account(): Resources {
  return {
    Settings: resource('AWS::Lambda::Function'),
    DefaultGroup: setting('empty-default-security-group', { ...VPC, GroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } }),
    BlockBuckets: setting('s3-public-access-block', { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }),
    Passwords: setting('iam-password-policy', {
      MinimumPasswordLength: 14,
      RequireLowercaseCharacters: true,
      RequireUppercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      MaxPasswordAge: 90,
      PasswordReusePrevention: 24,
    }),
    Volumes: setting('ebs-encryption-by-default', { EbsEncryptionByDefault: 'true' }),
    Snapshots: setting('ebs-snapshot-block-public-access', { State: 'block-all-sharing' }),
    Metadata: setting('instance-metadata-defaults', { HttpTokens: 'required', HttpPutResponseHopLimit: '1' }),
    BackupOptIn: setting('backup-opt-in', { Aurora: true, DynamoDB: true, S3: true, ManagesDynamoDB: true }),
  };
}

/** A managed rule of AWS Config. */
export function configRule(SourceIdentifier: string, more: Properties = {}): Resources[string] {
  return resource('AWS::Config::ConfigRule', { Source: { Owner: 'AWS', SourceIdentifier }, MaximumExecutionFrequency: 'One_Hour', ...more });
}

/** Three zones, four tiers, every option on: what all checks of the network pass. */
export const NETWORK: Resources = {
  Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, EnableDnsHostnames: true }),
  Internet: resource('AWS::EC2::InternetGateway'),
  Address: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
  Nat: resource('AWS::EC2::NatGateway', { SubnetId: { Ref: 'public-a' }, AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] } }),
  ...subnets(),
  ...acls(),
  PublicOut: route('public-routes', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'Internet' } }),
  PrivateOut: route('private-routes', { DestinationCidrBlock: '0.0.0.0/0', VpcEndpointId: firewallEndpoint }),
  FirewallOut: route('firewall-routes', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } }),
  Block: resource('AWS::EC2::VPCBlockPublicAccessOptions', { InternetGatewayBlockMode: 'block-bidirectional' }),
  ...Object.fromEntries(
    ZONES.map((zone) => [
      `public-${zone}-open`,
      resource('AWS::EC2::VPCBlockPublicAccessExclusion', { SubnetId: { Ref: `public-${zone}` }, InternetGatewayExclusionMode: 'allow-bidirectional' }),
    ]),
  ),
  ...groups(),
  ...endpoints(),
  ...firewall(),
  ...dns(),
  ...logs(),
  ...bastion(),
  ...account(),
  SshRule: configRule('INCOMING_SSH_DISABLED'),
  RouteRule: configRule('NO_UNRESTRICTED_ROUTE_TO_IGW', { InputParameters: { routeTableIds: { Ref: 'public-routes' } } }),
};

/** The network with some changes. */
export function network(changes: Changes = {}, overrides: ConfigurationOverrides = CONFIGURATION): EnvironmentGraph {
  const kept = Object.entries({ ...NETWORK, ...changes }).filter((one): one is [string, Resources[string]] => one[1] !== undefined);
  return miniGraph(Object.fromEntries(kept), overrides);
}

/** One of the network's resources with some properties changed. */
export function having(logicalId: string, properties: Properties): Changes {
  const original = NETWORK[logicalId];
  if (original === undefined) throw new Error(`the network has no ${logicalId}`);
  return { [logicalId]: { ...original, Properties: { ...original.Properties, ...properties } } };
}

/** The network without some resources. */
export function lacking(...logicalIds: readonly string[]): Changes {
  return Object.fromEntries(logicalIds.map((logicalId) => [logicalId, undefined]));
}

/** What a check blames in a graph, and why, as one text. */
export function found(check: Check, graph: EnvironmentGraph): { readonly blamed: readonly string[]; readonly reasons: string } {
  const { findings } = check.judge(graph, { asOf: '2026-06-01', environments: new Map() });
  return { blamed: [...new Set(findings.map(({ resource: { logicalId } }) => logicalId))].sort(), reasons: findings.map(({ reason }) => reason).join('\n') };
}

/** One hole: what it is, the changes that make it, who is blamed, and a piece of the reason. */
export type Hole = readonly [what: string, changes: Changes, blamed: readonly string[], reason: string];

/** The four cases that every check of the network has. */
export function describeCheck(
  check: Check,
  cases: {
    readonly holes: readonly Hole[];
    readonly unresolvable: readonly Hole[];
    readonly notApplicable: EnvironmentGraph;
    readonly graph?: (changes: Changes) => EnvironmentGraph;
  },
): void {
  const graph = cases.graph ?? network;
  it('passes a network that is as it must be, with something judged', () => {
    expect(found(check, graph({}))).toEqual({ blamed: [], reasons: '' });
    expect(judgedBy(check, graph({}))).not.toEqual([]);
  });

  it.each([...cases.holes])('finds %s', (_, changes, blamed, reason) => {
    const hole = found(check, graph(changes));
    expect(hole.blamed).toEqual(blamed);
    expect(hole.reasons).toContain(reason);
  });

  it.each([...cases.unresolvable])("finds what can't be resolved: %s", (_, changes, blamed, reason) => {
    const hole = found(check, graph(changes));
    expect(hole.blamed).toEqual(blamed);
    expect(hole.reasons).toContain(reason);
  });

  it("isn't applicable where there is nothing to judge", () => {
    expect(judgedBy(check, cases.notApplicable)).toEqual([]);
    expect(found(check, cases.notApplicable).blamed).toEqual([]);
  });
}

/** A graph without a network. */
export const NO_NETWORK = miniGraph({ Topic: resource('AWS::SNS::Topic') });

export { UNRESOLVABLE };
