import { networkResourcesAreAllKnown } from '../../../lib/assurance/proofs/network-resources-are-all-known';
import { miniGraph } from '../../support/mini-graph';
import { CONFIGURATION, group, idOf, judge, refuted, resource, route, rule, threeTiers } from './three-tiers';

const proof = networkResourcesAreAllKnown;

describe('network-resources-are-all-known', () => {
  it('passes a network of known types and known values', () => {
    const { findings, judged } = judge(proof, threeTiers());

    expect(findings).toEqual([]);
    expect(judged.length).toBeGreaterThan(20);
  });

  it('judges nothing where there is no network', () => {
    expect(judge(proof, miniGraph({ Bucket: resource('AWS::S3::Bucket', {}) }, CONFIGURATION))).toMatchObject({ judged: [], findings: [] });
  });

  it('knows an API without an address of its own, and calls one with it, or a domain of it, a way in', () => {
    const findingsWith = (type: string, properties: object) =>
      judge(proof, threeTiers({ Api: resource(type, { ...properties }) })).findings.map(({ reason }) => reason);
    expect(findingsWith('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true })).toEqual([]);
    expect(findingsWith('AWS::ApiGateway::RestApi', {})).toEqual([expect.stringContaining('a way in or out')]);
    expect(findingsWith('AWS::ApiGateway::DomainName', {})).toEqual([expect.stringContaining('a way in or out')]);
  });

  it.each([
    ['a group', 'AWS::SageMaker::NotebookInstance', { SecurityGroupIds: [idOf('AppGroup')] }, 'network/AppGroup'],
    ['a subnet inside a text', 'Custom::Probe', { Where: { 'Fn::Join': [',', [{ Ref: 'data' }, { Ref: 'private' }]] } }, 'network/private'],
    ['a route table', 'AWS::EC2::RouteServerPropagation', { RouteTableId: { Ref: 'DataTable' } }, 'network/DataTable'],
    ["a VPC's default group", 'Custom::Probe', { Group: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } }, 'network/Vpc.DefaultSecurityGroup'],
    ['a subnet by its literal ID', 'AWS::Glue::Connection', { Subnet: 'subnet-0123456789abcdef0' }, 'subnet-0123456789abcdef0'],
  ])('finds an unknown type that mentions %s', (_what, type, properties, mentioned) => {
    const found = refuted(proof, threeTiers({ Stranger: resource(type, properties) }));

    expect(found.blamed).toEqual(['Stranger']);
    expect(found.reasons).toContain(`mentions ${mentioned}, and the proof doesn't know what an ${type} does with it`);
  });

  it.each([
    [
      'a route to another network',
      { Odd: route('PrivateTable', { DestinationCidrBlock: '192.168.0.0/16', VpcPeeringConnectionId: 'pcx-0123456789abcdef0' }) },
      'nothing proves who is there',
    ],
    [
      "a route to what isn't known",
      { Odd: route('PrivateTable', { DestinationCidrBlock: '192.168.0.0/16', NetworkInterfaceId: 'eni-0123456789abcdef0' }) },
      "leads to what this proof doesn't know",
    ],
    [
      'a route of no known table',
      { Odd: resource('AWS::EC2::Route', { RouteTableId: 'rtb-0123456789abcdef0', DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } }) },
      'RouteTableId is no route table',
    ],
    [
      'a route that bends packets inside the VPC',
      { Odd: route('PrivateTable', { DestinationCidrBlock: '10.0.2.0/24', NatGatewayId: { Ref: 'Nat' } }) },
      'bends packets inside the VPC',
    ],
    ["a rule whose source isn't resolved", { Odd: rule('Ingress', 'AppGroup', 3000, { CidrIp: { 'Fn::ImportValue': 'elsewhere' } }) }, "CidrIp can't be told"],
    ['a rule whose source is no block', { Odd: rule('Ingress', 'AppGroup', 3000, { CidrIp: 'ten' }) }, "is 'ten', which is no CIDR block"],
    ['a rule that names nobody', { Odd: rule('Ingress', 'AppGroup', 3000, {}) }, 'names no peer'],
    [
      "a rule of somebody else's group",
      { Odd: resource('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-0123456789abcdef0', IpProtocol: '-1', CidrIp: '10.0.1.0/24' }) },
      'GroupId is no security group of the templates',
    ],
    [
      "a prefix list that isn't known",
      { Odd: rule('Ingress', 'AppGroup', 3000, { SourcePrefixListId: { 'Fn::ImportValue': 'elsewhere' } }) },
      'no prefix list',
    ],
    [
      "a function in a subnet that isn't known",
      { Odd: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['subnet-0123456789abcdef0'], SecurityGroupIds: [idOf('AppGroup')] } }) },
      "stands in subnets that can't be told",
    ],
    ['a search domain in the open', { Odd: resource('AWS::OpenSearchService::Domain', { DomainName: 'search' }) }, "stands in subnets that can't be told"],
    ['an older search domain in the open', { Odd: resource('AWS::Elasticsearch::Domain', {}) }, "stands in subnets that can't be told"],
    ['a server of files for everybody', { Odd: resource('AWS::Transfer::Server', { EndpointType: 'PUBLIC' }) }, 'a way in or out'],
    ['a search collection', { Odd: resource('AWS::OpenSearchServerless::Collection', { Name: 'search' }) }, 'a way in or out'],
    ['an instance that names no subnet', { Odd: resource('AWS::EC2::Instance', {}) }, "stands in subnets that can't be told"],
    [
      "a database in a subnet group that isn't known",
      { Odd: resource('AWS::RDS::DBInstance', { DBSubnetGroupName: 'default' }) },
      "DBSubnetGroupName is 'default'",
    ],
    [
      "a function that wears what isn't known",
      { Odd: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [{ Ref: 'private' }], SecurityGroupIds: ['sg-0123456789abcdef0'] } }) },
      "wears groups that can't be told",
    ],
    ['two groups of one name', { Odd: group('app') }, "one of several security groups that are named 'app'"],
    [
      'an ACL entry of no known action',
      { Odd: resource('AWS::EC2::NetworkAclEntry', { NetworkAclId: { Ref: 'DataAcl' }, RuleNumber: 20, Protocol: 6, CidrBlock: '10.0.0.0/8' }) },
      "can't be told, so that the proof must take it for an allowance",
    ],
  ])('finds %s', (_what, changes, reason) => {
    const found = refuted(proof, threeTiers(changes));

    expect(found.blamed).toContain('Odd');
    expect(found.reasons).toContain(reason);
  });

  it('lets the account settings empty a default group, and do nothing else with one', () => {
    const setting = (Setting: string) => resource('Custom::AccountSetting', { Setting, Value: { GroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } } });

    expect(refuted(proof, threeTiers({ Emptied: setting('empty-default-security-group') })).blamed).toEqual([]);
    expect(refuted(proof, threeTiers({ Opened: setting('open-default-security-group') })).blamed).toEqual(['Opened']);
  });

  it('finds a subnet without a route table of its own', () => {
    expect(refuted(proof, threeTiers({ dataTable: undefined })).reasons).toContain('has no route table of its own');
  });

  it('finds a subnet of no known tier and of no known block', () => {
    const data = resource('AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: { 'Fn::ImportValue': 'elsewhere' } });
    const { reasons } = refuted(proof, threeTiers({ data }));

    expect(reasons).toContain("its tier can't be told");
    expect(reasons).toContain("CidrBlock can't be told");
  });

  it('knows what only looks, records or lends', () => {
    const FlowLog = resource('AWS::EC2::FlowLog', { ResourceType: 'Subnet', ResourceId: { Ref: 'data' }, TrafficType: 'ALL' });
    const Template = resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { SecurityGroupIds: [idOf('AppGroup')] } });
    const Fleet = resource('AWS::AutoScaling::AutoScalingGroup', {
      VPCZoneIdentifier: [{ Ref: 'private' }],
      LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' } },
    });

    expect(refuted(proof, threeTiers({ FlowLog, Template, Fleet })).blamed).toEqual([]);
  });
});
