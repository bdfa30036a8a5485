import { Match } from 'aws-cdk-lib/assertions';
import { dev } from '../../../lib/infrastructure/environments/dev';
import { full } from '../../../lib/infrastructure/environments/full';
import { prod } from '../../../lib/infrastructure/environments/prod';
import { synthesizeNetwork, targetOf, type SynthesizedNetwork } from '../../support/network-stack';

let inDev: SynthesizedNetwork;
let inProd: SynthesizedNetwork;
let inFull: SynthesizedNetwork;

beforeAll(() => {
  [inDev, inProd, inFull] = [synthesizeNetwork(dev), synthesizeNetwork(prod), synthesizeNetwork(full)];
});

describe('subnets', () => {
  it('stand in every tier and zone, and hand out no public address (NET-1, NET-2)', () => {
    const subnets = inProd.all('AWS::EC2::Subnet');
    expect(subnets).toHaveLength(12);
    expect(subnets.every((subnet) => subnet.MapPublicIpOnLaunch === false)).toBe(true);
    expect(new Set(subnets.map((subnet) => subnet.AvailabilityZone))).toEqual(new Set(prod.zones));
    inProd.template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.2.0.0/16', EnableDnsSupport: true, EnableDnsHostnames: true });
  });

  it('have no firewall tier where the firewall is off', () => {
    expect(inDev.all('AWS::EC2::Subnet')).toHaveLength(6);
    inDev.template.resourceCountIs('AWS::NetworkFirewall::Firewall', 0);
  });

  it('are found by later constructs by tier', () => {
    expect(inProd.stack.vpc.publicSubnets).toHaveLength(3);
    expect(inProd.stack.vpc.privateSubnets).toHaveLength(3);
    expect(inProd.stack.vpc.isolatedSubnets.map((subnet) => subnet.ipv4CidrBlock)).toEqual(['10.2.64.0/24', '10.2.65.0/24', '10.2.66.0/24']);
  });
});

describe('routes', () => {
  const routesOf = ({ resources }: SynthesizedNetwork, tier: string) => {
    const tables = Object.entries(resources('AWS::EC2::SubnetRouteTableAssociation'))
      .filter(([id]) => id.startsWith(`Routes${tier}`))
      .map(([, { Properties }]) => targetOf(Properties.RouteTableId));
    return Object.values(resources('AWS::EC2::Route')).filter(({ Properties }) => tables.includes(targetOf(Properties.RouteTableId)));
  };

  it('lead to the internet gateway from the one public table only, once it is attached', () => {
    const toGateway = Object.values(inProd.resources('AWS::EC2::Route')).filter(({ Properties }) => 'GatewayId' in Properties);
    expect(toGateway).toHaveLength(1);
    expect(toGateway[0]?.DependsOn).toEqual([expect.stringContaining('InternetGatewayAttachment')]);
    expect(new Set(routesOf(inProd, 'public').map(({ Properties }) => targetOf(Properties.RouteTableId))).size).toBe(1);
  });

  it.each([['dev'], ['prod'], ['full']])('take nothing out of the data tier in %s (NET-3)', (name) => {
    const synthesized = { dev: inDev, prod: inProd, full: inFull }[name];
    expect(routesOf(synthesized ?? inProd, 'data')).toEqual([]);
  });

  it('lead from each private zone to its own firewall endpoint, and back through the same', () => {
    const zoneOf = (value: unknown): string => /"Fn::Split":\["([^"]+):"/.exec(JSON.stringify(value))?.[1] ?? '';
    for (const zone of prod.zones) {
      const id = zone.replaceAll('-', '');
      const own = routesOf(inProd, `private${id}`);
      expect(own).toHaveLength(4);
      expect(own.map(({ Properties }) => zoneOf(Properties.VpcEndpointId))).toEqual([zone, zone, zone, zone]);
    }
    const back = routesOf(inProd, 'public').filter(({ Properties }) => 'VpcEndpointId' in Properties);
    const subnets = new Map(inProd.all('AWS::EC2::Subnet').map((subnet) => [subnet.CidrBlock, subnet.AvailabilityZone]));
    expect(back).toHaveLength(3);
    expect(back.every(({ Properties }) => subnets.get(Properties.DestinationCidrBlock) === zoneOf(Properties.VpcEndpointId))).toBe(true);
  });

  it("lead from the firewall's tier to the NAT gateway of the zone", () => {
    expect(
      routesOf(inProd, 'firewall')
        .map(({ Properties }) => targetOf(Properties.NatGatewayId))
        .every((id, index) => id.includes((prod.zones[index] ?? '').replaceAll('-', ''))),
    ).toBe(true);
    inProd.template.resourceCountIs('AWS::EC2::NatGateway', 3);
  });

  it('share one NAT gateway where the environment has one', () => {
    inDev.template.resourceCountIs('AWS::EC2::NatGateway', 1);
    expect(new Set(routesOf(inDev, 'private').map(({ Properties }) => targetOf(Properties.NatGatewayId))).size).toBe(1);
  });
});

describe('the block of public access', () => {
  const exclusions = ({ all }: SynthesizedNetwork) =>
    all('AWS::EC2::VPCBlockPublicAccessExclusion').map(
      (exclusion) => `${targetOf(exclusion.SubnetId).replace(/eucentral1.*$/, '')} ${String(exclusion.InternetGatewayExclusionMode)}`,
    );

  it('excludes NAT gateways outward, and both ways where CloudFront comes in by VPC origins (NET-3)', () => {
    expect(exclusions(inProd)).toEqual([...Array<string>(3).fill('Vpcpublic allow-egress'), ...Array<string>(3).fill('Vpcprivate allow-bidirectional')]);
  });

  it('excludes public subnets alone where the load balancer stands in them', () => {
    expect(exclusions(inFull)).toEqual(Array<string>(3).fill('Vpcpublic allow-bidirectional'));
  });

  it('shuts both directions, after the exclusions are made', () => {
    const [options] = Object.values(inProd.resources('AWS::EC2::VPCBlockPublicAccessOptions'));
    expect(options?.Properties).toEqual({ InternetGatewayBlockMode: 'block-bidirectional' });
    expect(options?.DependsOn).toHaveLength(6);
  });

  it("isn't touched where it is off", () => {
    inDev.template.resourceCountIs('AWS::EC2::VPCBlockPublicAccessOptions', 0);
    expect(exclusions(inDev)).toEqual([]);
  });
});

describe('endpoints', () => {
  const kind = ({ all }: SynthesizedNetwork, type: string) => all('AWS::EC2::VPCEndpoint').filter((endpoint) => endpoint.VpcEndpointType === type);

  it('to S3 and DynamoDB are on every private and data route table (NET-7)', () => {
    for (const synthesized of [inDev, inProd]) {
      const gateways = kind(synthesized, 'Gateway');
      expect(gateways.map((endpoint) => endpoint.ServiceName).toSorted()).toEqual(['com.amazonaws.eu-central-1.dynamodb', 'com.amazonaws.eu-central-1.s3']);
      expect(gateways.every((endpoint) => (endpoint.RouteTableIds as unknown[]).length === synthesized.environment.zones.length + 1)).toBe(true);
    }
  });

  it("to other APIs stand in every private subnet, behind the endpoints' group, under the API's own name", () => {
    const endpoints = kind(inProd, 'Interface');
    expect(endpoints.length).toBeGreaterThan(10);
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({ PrivateDnsEnabled: true });
      expect((endpoint.SubnetIds as unknown[]).map(targetOf).filter((id) => id.startsWith('Vpcprivate'))).toHaveLength(3);
      expect((endpoint.SecurityGroupIds as unknown[]).map(targetOf)).toEqual([expect.stringContaining('endpoints')]);
    }
  });

  it("admit this account's principals to this account's resources only", () => {
    for (const endpoint of inProd.all('AWS::EC2::VPCEndpoint')) {
      const { Statement } = endpoint.PolicyDocument as { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
      const [own, ...others] = Statement;
      expect(own).toMatchObject({
        Effect: 'Allow',
        Action: expect.stringMatching(/^[a-z0-9-]+:\*$/) as unknown,
        Condition: { StringEquals: { 'aws:PrincipalAccount': prod.account, 'aws:ResourceAccount': [prod.account] } },
      });
      const layers = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*' };
      // Nobody signs these calls; they reach pools of this account alone.
      const signIn = {
        Effect: 'Allow',
        Action: ['cognito-idp:InitiateAuth', 'cognito-idp:RespondToAuthChallenge', 'cognito-idp:SignUp'],
        Condition: { StringEquals: { 'aws:ResourceAccount': prod.account } },
      };
      const beside = new Map<string, object>([
        ['s3', layers],
        ['cognito-idp', signIn],
      ]).get(String(endpoint.ServiceName).split('.').at(-1) ?? '');
      expect(others).toEqual(beside === undefined ? [] : [expect.objectContaining(beside)]);
    }
  });

  it("reach the log archive's account by S3 and KMS alone", () => {
    const reaching = inFull.all('AWS::EC2::VPCEndpoint').filter((endpoint) => JSON.stringify(endpoint.PolicyDocument).includes('555555555555'));
    expect(reaching.map((endpoint) => String(endpoint.ServiceName).split('.').at(-1)).toSorted()).toEqual(['kms', 's3']);
  });

  it('stand in one zone where that is configured', () => {
    const one = synthesizeNetwork({ ...prod, network: { ...prod.network, endpointZones: 'one' } });
    expect(kind(one, 'Interface').every((endpoint) => (endpoint.SubnetIds as unknown[]).length === 1)).toBe(true);
  });

  it('that are traded for NAT are listed', () => {
    expect(kind(inDev, 'Interface')).toEqual([]);
    inDev.template.hasOutput('*', { Value: Match.stringLikeRegexp('^cognito-idp, .*kms.*xray$') });
    inProd.template.hasOutput('*', { Value: 'none' });
  });
});

describe('the DNS firewall', () => {
  it('answers the allowed names, then nothing, also when it fails (NET-8)', () => {
    inProd.template.hasResourceProperties('AWS::Route53Resolver::FirewallRuleGroup', {
      FirewallRules: [
        {
          Priority: 1,
          Action: 'ALLOW',
          FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
          FirewallDomainListId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Allowed'), 'Id'] },
        },
        { Priority: 2, Action: 'BLOCK', BlockResponse: 'NXDOMAIN', FirewallDomainListId: { 'Fn::GetAtt': [Match.stringLikeRegexp('All[0-9A-F]{8}$'), 'Id'] } },
      ],
    });
    inProd.template.hasResourceProperties('AWS::Route53Resolver::FirewallDomainList', { Domains: ['*'] });
    inProd.template.hasResourceProperties('AWS::Route53Resolver::FirewallConfig', { FirewallFailOpen: 'DISABLED' });
  });

  it('is protected from changes by hand, but where things are made to be thrown away', () => {
    inProd.template.hasResourceProperties('AWS::Route53Resolver::FirewallRuleGroupAssociation', { MutationProtection: 'ENABLED' });
    inDev.template.hasResourceProperties('AWS::Route53Resolver::FirewallRuleGroupAssociation', { MutationProtection: 'DISABLED' });
  });
});

describe('the network firewall', () => {
  it('passes TLS to the allowed names and drops the rest, saying so (NET-8)', () => {
    inFull.template.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', {
      RuleGroup: {
        RulesSource: {
          RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes: ['TLS_SNI'], Targets: ['.example.org', 'api.example.net', 'events.pagerduty.com'] },
        },
        RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.3.0.0/16'] } } },
        StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
      },
    });
    inFull.template.hasResourceProperties('AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicy: {
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        StatefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
        StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
      },
    });
  });

  it("passes the table's flows between public and private subnets, and no other", () => {
    inFull.template.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', {
      RuleGroup: {
        RulesSource: {
          StatefulRules: ['3000', '3007'].map((port) => ({
            Action: 'PASS',
            Header: Match.objectLike({ Protocol: 'TCP', Source: '$PUBLIC', Destination: '$PRIVATE', DestinationPort: port }),
          })),
        },
      },
    });
    expect(inProd.all('AWS::NetworkFirewall::RuleGroup')).toHaveLength(1);
  });

  it('passes nothing where no name is allowed', () => {
    const none = synthesizeNetwork({ ...prod, alerts: { ...prod.alerts, pagerDuty: false } });
    none.template.resourceCountIs('AWS::NetworkFirewall::RuleGroup', 0);
    none.template.hasResourceProperties('AWS::NetworkFirewall::FirewallPolicy', { FirewallPolicy: { StatefulRuleGroupReferences: [] } });
  });

  it("can't be deleted or moved by mistake", () => {
    inProd.template.hasResourceProperties('AWS::NetworkFirewall::Firewall', {
      DeleteProtection: true,
      SubnetChangeProtection: true,
      FirewallPolicyChangeProtection: true,
    });
  });
});

describe('logs', () => {
  it('of all traffic go to the log archive, minute by minute (NET-9)', () => {
    inProd.template.hasResourceProperties('AWS::EC2::FlowLog', {
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      MaxAggregationInterval: 60,
      LogDestination: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('audit-1y')])] },
      LogFormat: Match.stringLikeRegexp('\\$\\{pkt-srcaddr\\} \\$\\{pkt-dstaddr\\}'),
    });
  });

  it('in groups are encrypted, kept as long as configured, and outlive the stack but where it is thrown away', () => {
    const groups = Object.values(inFull.resources('AWS::Logs::LogGroup'));
    expect(groups).toHaveLength(3);
    for (const { Properties, DeletionPolicy } of groups) {
      expect(Properties).toMatchObject({
        KmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/logs',
        RetentionInDays: inFull.environment.retention.logGroupDays,
      });
      expect(Properties.LogGroupName).toMatch(/^\/aws\/vendedlogs\/ringwall\/full\//);
      expect(DeletionPolicy).toBe('Retain');
    }
    expect(Object.values(inDev.resources('AWS::Logs::LogGroup')).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete']);
  });

  it('hold every DNS query of the VPC', () => {
    inProd.template.hasResourceProperties('AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation', {
      ResourceId: { Ref: Match.stringLikeRegexp('^Vpc') },
    });
  });
});

describe('the bastion', () => {
  it("isn't there unless it is switched on (NET-6)", () => {
    inProd.template.resourceCountIs('AWS::EC2::Instance', 0);
    inProd.template.resourceCountIs('AWS::SSM::Document', 0);
  });

  it('stands in a private subnet without a public address or key pair, and takes metadata by IMDSv2 one hop away', () => {
    const [instance] = inFull.all('AWS::EC2::Instance');
    expect(targetOf(instance?.SubnetId)).toMatch(/^Vpcprivate/);
    expect(instance).toMatchObject({
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
    });
    expect(Object.keys(instance ?? {})).not.toEqual(expect.arrayContaining(['KeyName']));
    expect(Object.keys(instance ?? {})).not.toEqual(expect.arrayContaining(['NetworkInterfaces']));
  });

  it('logs every session, encrypted', () => {
    inFull.template.hasResourceProperties('AWS::SSM::Document', {
      Name: 'SSM-SessionManagerRunShell',
      DocumentType: 'Session',
      Content: {
        inputs: { cloudWatchLogGroupName: { Ref: Match.stringLikeRegexp('Log') }, cloudWatchEncryptionEnabled: true, cloudWatchStreamingEnabled: true },
      },
    });
  });

  it('may hold sessions and log them, within the boundary, and nothing else', () => {
    inFull.template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'ringwall-full-bastion',
      PermissionsBoundary: Match.anyValue(),
      ManagedPolicyArns: Match.absent(),
      Policies: Match.absent(),
    });
    const policies = inFull.all('AWS::IAM::ManagedPolicy').filter((policy) => policy.ManagedPolicyName === 'ringwall-full-bastion');
    const actions = policies.flatMap((policy) =>
      (policy.PolicyDocument as { readonly Statement: readonly { readonly Action: readonly string[] }[] }).Statement.flatMap(({ Action }) => Action),
    );
    expect(actions.toSorted()).toEqual([
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'ssm:UpdateInstanceInformation',
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ]);
  });
});
