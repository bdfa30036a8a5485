import { accountSettingsAreComplete } from '../../../lib/assurance/checks/account-settings-are-complete';
import { bastionIsPrivateAndLogged } from '../../../lib/assurance/checks/bastion-is-private-and-logged';
import type { Check } from '../../../lib/assurance/checks/check';
import { configRulesOnGroupsAndRoutes } from '../../../lib/assurance/checks/config-rules-on-groups-and-routes';
import { dataAclAdmitsOnlyPrivateTier } from '../../../lib/assurance/checks/data-acl-admits-only-private-tier';
import { dataSubnetsHaveNoInternetRoute } from '../../../lib/assurance/checks/data-subnets-have-no-internet-route';
import { defaultSecurityGroupEmptied } from '../../../lib/assurance/checks/default-security-group-emptied';
import { dnsFirewallAllowsListThenBlocks } from '../../../lib/assurance/checks/dns-firewall-allows-list-then-blocks';
import { endpointPoliciesAreLimited } from '../../../lib/assurance/checks/endpoint-policies-are-limited';
import { flowLogsOfAllTraffic } from '../../../lib/assurance/checks/flow-logs-of-all-traffic';
import { gatewayEndpointsForS3AndDynamodb } from '../../../lib/assurance/checks/gateway-endpoints-for-s3-and-dynamodb';
import { instancesRequireImdsv2WithOneHop } from '../../../lib/assurance/checks/instances-require-imdsv2-with-one-hop';
import { interfaceEndpointsForAwsApis } from '../../../lib/assurance/checks/interface-endpoints-for-aws-apis';
import { networkAclPerTier } from '../../../lib/assurance/checks/network-acl-per-tier';
import { networkFirewallAllowsTlsNamesOnly } from '../../../lib/assurance/checks/network-firewall-allows-tls-names-only';
import { noOpenSecurityGroupRule } from '../../../lib/assurance/checks/no-open-security-group-rule';
import { noPublicAddressHandedOut } from '../../../lib/assurance/checks/no-public-address-handed-out';
import { publicSubnetsHoldOnlyLoadBalancersAndNat } from '../../../lib/assurance/checks/public-subnets-hold-only-load-balancers-and-nat';
import { securityGroupFlowsMatchTable } from '../../../lib/assurance/checks/security-group-flows-match-table';
import { sshOnlyFromBastion } from '../../../lib/assurance/checks/ssh-only-from-bastion';
import { subnetTiersInEveryZone } from '../../../lib/assurance/checks/subnet-tiers-in-every-zone';
import { vpcBlockPublicAccess } from '../../../lib/assurance/checks/vpc-block-public-access';
import { vpcHasCidrAndDns } from '../../../lib/assurance/checks/vpc-has-cidr-and-dns';
import { findByType, firstOf, put, type MutableTemplate } from '../../support/mutate';
import { environmentGraph, environmentGraphs, mutatedGraph } from '../../support/templates';
import { found } from './sample-network';

/** Breaks a template and names what must be blamed for it. */
type Break = (template: MutableTemplate) => string;
type Properties = Readonly<Record<string, unknown>>;

const ANYWHERE = { CidrIp: '0.0.0.0/0' };

/** The logical ID of the first resource of a type whose properties hold a text. */
function idOf(template: MutableTemplate, type: string, text: string): string {
  return findByType(template, type, ({ Properties }) => JSON.stringify(Properties).includes(text))[0];
}

function subnetOf(template: MutableTemplate, tier: string): string {
  return idOf(template, 'AWS::EC2::Subnet', `"Tier","Value":"${tier}"`);
}

function groupOf(template: MutableTemplate, name: string): unknown {
  return { 'Fn::GetAtt': [idOf(template, 'AWS::EC2::SecurityGroup', `"ringwall-full-${name}"`), 'GroupId'] };
}

function tableOf(template: MutableTemplate, tier: string): unknown {
  return firstOf(template, 'AWS::EC2::SubnetRouteTableAssociation', ({ Properties }) => JSON.stringify(Properties).includes(`"${subnetOf(template, tier)}"`))
    .Properties?.RouteTableId;
}

/** Adds a resource, which must be blamed. */
function add(type: string, properties: (template: MutableTemplate) => Properties): Break {
  return (template) => {
    template.Resources.Added = { Type: type, Properties: { ...properties(template) } };
    return 'Added';
  };
}

/** Changes a property of the first resource of a type that holds a text; it must be blamed. */
function change(type: string, path: string, value: unknown, text = ''): Break {
  return (template) => {
    const id = idOf(template, type, text);
    put(template.Resources[id]!, path, value);
    return id;
  };
}

/** Takes away the first resource of a type that holds a text; the VPC must be blamed. */
function take(type: string, text = ''): Break {
  return (template) => {
    // The key is what a template is: a map whose entries come and go.
    Reflect.deleteProperty(template.Resources, idOf(template, type, text));
    return idOf(template, 'AWS::EC2::VPC', '');
  };
}

const rule = (direction: 'Ingress' | 'Egress', group: string, port: number, peer: (template: MutableTemplate) => Properties): Break =>
  add(`AWS::EC2::SecurityGroup${direction}`, (template) => ({
    GroupId: groupOf(template, group),
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    ...peer(template),
  }));
const fromLoadBalancer = (template: MutableTemplate): Properties => ({ SourceSecurityGroupId: groupOf(template, 'load-balancer') });
const outward = (template: MutableTemplate): Properties => ({
  RouteTableId: tableOf(template, 'data'),
  DestinationCidrBlock: '0.0.0.0/0',
  NatGatewayId: { Ref: idOf(template, 'AWS::EC2::NatGateway', '') },
});

/** What each check must catch in this run's own templates. Claims of absence get the forbidden resource. */
const BREAKS: readonly (readonly [check: Check, what: string, mutate: Break, stack?: string])[] = [
  [vpcHasCidrAndDns, 'host names off', change('AWS::EC2::VPC', 'EnableDnsHostnames', false)],
  [subnetTiersInEveryZone, 'a data subnet called private', change('AWS::EC2::Subnet', 'Tags', [{ Key: 'Tier', Value: 'private' }], '"Tier","Value":"data"')],
  [
    publicSubnetsHoldOnlyLoadBalancersAndNat,
    'an instance in a public subnet',
    add('AWS::EC2::Instance', (template) => ({ SubnetId: { Ref: subnetOf(template, 'public') } })),
  ],
  [
    publicSubnetsHoldOnlyLoadBalancersAndNat,
    'a function in a public subnet',
    add('AWS::Lambda::Function', (template) => ({ VpcConfig: { SubnetIds: [{ Ref: subnetOf(template, 'public') }] } })),
  ],
  [noPublicAddressHandedOut, 'a subnet that hands out addresses', change('AWS::EC2::Subnet', 'MapPublicIpOnLaunch', 'true', '"private"')],
  [
    noPublicAddressHandedOut,
    'a task with an address',
    add('AWS::ECS::Service', () => ({ NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } } })),
  ],
  [
    noPublicAddressHandedOut,
    'an elastic address for the bastion',
    add('AWS::EC2::EIP', (template) => ({ InstanceId: { Ref: idOf(template, 'AWS::EC2::Instance', '') } })),
  ],
  [dataSubnetsHaveNoInternetRoute, 'a data subnet routed to a NAT gateway', add('AWS::EC2::Route', outward)],
  [
    dataSubnetsHaveNoInternetRoute,
    'a data subnet routed to an internet gateway',
    add('AWS::EC2::Route', (template) => ({
      RouteTableId: tableOf(template, 'data'),
      DestinationCidrBlock: '198.51.100.0/24',
      GatewayId: { Ref: idOf(template, 'AWS::EC2::InternetGateway', '') },
    })),
  ],
  [vpcBlockPublicAccess, 'the block off', change('AWS::EC2::VPCBlockPublicAccessOptions', 'InternetGatewayBlockMode', 'off')],
  [
    networkAclPerTier,
    'a subnet with the default ACL',
    (template) => {
      const id = subnetOf(template, 'data');
      Reflect.deleteProperty(template.Resources, idOf(template, 'AWS::EC2::SubnetNetworkAclAssociation', `"${id}"`));
      return id;
    },
  ],
  [
    dataAclAdmitsOnlyPrivateTier,
    'an ACL that admits everybody',
    (template) => {
      const [acl] = findByType(
        template,
        'AWS::EC2::NetworkAclEntry',
        ({ Properties }) =>
          Properties?.Egress === false &&
          JSON.stringify(Properties.PortRange) === '{"From":5432,"To":5432}' &&
          JSON.stringify(Properties.NetworkAclId).includes('data'),
      );
      put(template.Resources[acl]!, 'CidrBlock', '0.0.0.0/0');
      return acl;
    },
  ],
  [securityGroupFlowsMatchTable, 'a rule without a row', rule('Ingress', 'postgresql', 5432, fromLoadBalancer)],
  [
    securityGroupFlowsMatchTable,
    'a row without its rule',
    (template) => {
      const id = idOf(template, 'AWS::EC2::SecurityGroupIngress', '5432');
      const group = JSON.stringify(template.Resources[id]?.Properties?.GroupId);
      Reflect.deleteProperty(template.Resources, id);
      return findByType(template, 'AWS::EC2::SecurityGroup').find((one) => group.includes(`"${one}"`)) ?? '';
    },
  ],
  [noOpenSecurityGroupRule, 'a group opened to the world', rule('Ingress', 'functions', 443, () => ANYWHERE)],
  [noOpenSecurityGroupRule, 'a group opened to the world by IPv6', rule('Ingress', 'functions', 443, () => ({ CidrIpv6: '::/0' }))],
  [noOpenSecurityGroupRule, 'a group that sends to the world', rule('Egress', 'postgresql', 443, () => ANYWHERE)],
  [defaultSecurityGroupEmptied, 'nobody who empties the default group', take('Custom::AccountSetting', 'empty-default-security-group')],
  [sshOnlyFromBastion, 'SSH from the world', rule('Ingress', 'service-app', 22, () => ({ CidrIp: '198.51.100.0/24' }))],
  [
    sshOnlyFromBastion,
    'SSH from another group, in a range',
    add('AWS::EC2::SecurityGroupIngress', (template) => ({
      GroupId: groupOf(template, 'service-app'),
      IpProtocol: '6',
      FromPort: 20,
      ToPort: 25,
      ...fromLoadBalancer(template),
    })),
  ],
  [
    bastionIsPrivateAndLogged,
    'the bastion in a public subnet',
    (template) => change('AWS::EC2::Instance', 'SubnetId', { Ref: subnetOf(template, 'public') })(template),
  ],
  [bastionIsPrivateAndLogged, 'sessions that nobody logs', change('AWS::SSM::Document', 'Content.inputs.cloudWatchStreamingEnabled', false)],
  [gatewayEndpointsForS3AndDynamodb, 'no endpoint for S3', take('AWS::EC2::VPCEndpoint', 'eu-central-1.s3"')],
  [interfaceEndpointsForAwsApis, 'no endpoint for KMS', take('AWS::EC2::VPCEndpoint', 'eu-central-1.kms"')],
  [
    interfaceEndpointsForAwsApis,
    'an endpoint in one zone',
    (template) => change('AWS::EC2::VPCEndpoint', 'SubnetIds', [{ Ref: subnetOf(template, 'private') }], 'eu-central-1.kms"')(template),
  ],
  [endpointPoliciesAreLimited, 'an endpoint for everybody', change('AWS::EC2::VPCEndpoint', 'PolicyDocument.Statement.0.Condition', {})],
  [dnsFirewallAllowsListThenBlocks, 'nothing blocked', change('AWS::Route53Resolver::FirewallRuleGroup', 'FirewallRules.1.Action', 'ALERT')],
  [dnsFirewallAllowsListThenBlocks, 'a firewall that fails open', change('AWS::Route53Resolver::FirewallConfig', 'FirewallFailOpen', 'ENABLED')],
  [
    networkFirewallAllowsTlsNamesOnly,
    'nothing dropped',
    change('AWS::NetworkFirewall::FirewallPolicy', 'FirewallPolicy.StatefulDefaultActions', ['aws:alert_established']),
  ],
  [
    networkFirewallAllowsTlsNamesOnly,
    'a way round it',
    add('AWS::EC2::Route', (template) => ({ ...outward(template), RouteTableId: tableOf(template, 'private'), DestinationCidrBlock: '198.51.100.0/24' })),
  ],
  [instancesRequireImdsv2WithOneHop, 'a bastion with metadata version 1', change('AWS::EC2::Instance', 'MetadataOptions.HttpTokens', 'optional')],
  [
    accountSettingsAreComplete,
    'an account with metadata version 1',
    change('Custom::AccountSetting', 'Value.HttpTokens', 'optional', 'instance-metadata-defaults'),
    'foundation',
  ],
  [flowLogsOfAllTraffic, 'rejected traffic alone', change('AWS::EC2::FlowLog', 'TrafficType', 'REJECT')],
  [
    configRulesOnGroupsAndRoutes,
    'a rule without an interval',
    change('AWS::Config::ConfigRule', 'MaximumExecutionFrequency', undefined, 'INCOMING_SSH_DISABLED'),
  ],
];

const CHECKS = [...new Set(BREAKS.map(([check]) => check))].map((check) => [check.id, check] as const);

describe("the network checks on this run's own templates", () => {
  it.each(CHECKS)('%s passes in every environment, and judges something where every option is on', (_id, check) => {
    for (const graph of environmentGraphs().values())
      expect({ environment: graph.name, ...found(check, graph) }).toEqual({ environment: graph.name, blamed: [], reasons: '' });
    expect(check.judge(environmentGraph('full'), { asOf: '2026-06-01', environments: environmentGraphs() }).judged).not.toEqual([]);
  });

  it.each(BREAKS.map(([check, what, mutate, stack = 'network']) => [check.id, what, check, mutate, stack] as const))(
    '%s passes these templates and finds in them %s',
    (_id, _what, check, mutate, stack) => {
      let blamed = '';
      const broken = mutatedGraph('full', stack, (template) => {
        blamed = mutate(template);
      });
      expect(found(check, environmentGraph('full')).blamed).toEqual([]);
      expect(found(check, broken).blamed).toContain(blamed);
    },
  );

  it('name the source line of what they find', () => {
    const broken = mutatedGraph('full', 'network', (template) => change('AWS::EC2::Subnet', 'MapPublicIpOnLaunch', true)(template));
    const { findings } = noPublicAddressHandedOut.judge(broken, { asOf: '2026-06-01', environments: new Map() });
    expect(findings[0]?.resource.source).toMatch(/^lib\/infrastructure\/constructs\/network\/vpc\.ts:\d+$/);
  });
});
