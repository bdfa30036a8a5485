/** What a resource wears when it names no group: its VPC's default group, or nothing that would filter. */
type Bare = 'default-group' | 'unfiltered';

/** How a type of resource puts network interfaces into subnets. Paths may hold `*` for every entry of a list. */
export interface Placement {
  /** Properties that name subnets. */
  readonly subnets: readonly string[];
  /** Properties that name groups. */
  readonly groups: readonly string[];
  /**
   * Properties that refer to resources which name subnets or groups for it, such as a subnet group or a launch template.
   * @default - none
   */
  readonly through?: readonly string[];
  /** @default 'default-group' */
  readonly bare?: Bare;
  /**
   * Set where a resource that names neither subnets nor groups stands in no VPC of ours.
   * @default - it does, and not to tell where is a problem
   */
  readonly optional?: true;
}

const plain: Placement = { subnets: ['SubnetIds'], groups: ['SecurityGroupIds'] };
const databaseCluster: Placement = { subnets: [], groups: ['VpcSecurityGroupIds'], through: ['DBSubnetGroupName'] };
const searchDomain: Placement = { subnets: ['VPCOptions.SubnetIds'], groups: ['VPCOptions.SecurityGroupIds'] };
const awsvpc: Placement = {
  subnets: ['NetworkConfiguration.AwsvpcConfiguration.Subnets'],
  groups: ['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
  optional: true,
};

/** The types of resources that put network interfaces into subnets and wear groups there. */
export const PLACEMENTS: ReadonlyMap<string, Placement> = new Map<string, Placement>([
  ['AWS::AmazonMQ::Broker', { subnets: ['SubnetIds'], groups: ['SecurityGroups'] }],
  ['AWS::ApiGatewayV2::VpcLink', plain],
  [
    'AWS::AutoScaling::AutoScalingGroup',
    {
      subnets: ['VPCZoneIdentifier'],
      groups: [],
      through: [
        'LaunchConfigurationName',
        'LaunchTemplate.LaunchTemplateId',
        'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId',
        'MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification.LaunchTemplateId',
      ],
    },
  ],
  ['AWS::CodeBuild::Project', { subnets: ['VpcConfig.Subnets'], groups: ['VpcConfig.SecurityGroupIds'], optional: true }],
  ['AWS::DMS::ReplicationInstance', { subnets: [], groups: ['VpcSecurityGroupIds'], through: ['ReplicationSubnetGroupIdentifier'] }],
  ['AWS::DocDB::DBCluster', databaseCluster],
  [
    'AWS::EC2::Instance',
    {
      subnets: ['SubnetId', 'NetworkInterfaces.*.SubnetId'],
      groups: ['SecurityGroupIds', 'NetworkInterfaces.*.GroupSet'],
      through: ['LaunchTemplate.LaunchTemplateId', 'NetworkInterfaces.*.NetworkInterfaceId'],
    },
  ],
  ['AWS::EC2::InstanceConnectEndpoint', { subnets: ['SubnetId'], groups: ['SecurityGroupIds'] }],
  ['AWS::EC2::NetworkInterface', { subnets: ['SubnetId'], groups: ['GroupSet'] }],
  ['AWS::ECS::Service', awsvpc],
  ['AWS::ECS::TaskSet', awsvpc],
  ['AWS::EFS::MountTarget', { subnets: ['SubnetId'], groups: ['SecurityGroups'] }],
  ['AWS::EKS::Cluster', { subnets: ['ResourcesVpcConfig.SubnetIds'], groups: ['ResourcesVpcConfig.SecurityGroupIds'] }],
  ['AWS::ElastiCache::CacheCluster', { subnets: [], groups: ['VpcSecurityGroupIds'], through: ['CacheSubnetGroupName'] }],
  ['AWS::ElastiCache::ReplicationGroup', { subnets: [], groups: ['SecurityGroupIds'], through: ['CacheSubnetGroupName'] }],
  ['AWS::ElastiCache::ServerlessCache', plain],
  ['AWS::Elasticsearch::Domain', searchDomain],
  ['AWS::ElasticLoadBalancing::LoadBalancer', { subnets: ['Subnets'], groups: ['SecurityGroups'] }],
  // A network load balancer without groups filters nothing, and the type may come from a parameter.
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', { subnets: ['Subnets', 'SubnetMappings.*.SubnetId'], groups: ['SecurityGroups'], bare: 'unfiltered' }],
  ['AWS::Lambda::Function', { subnets: ['VpcConfig.SubnetIds'], groups: ['VpcConfig.SecurityGroupIds'], optional: true }],
  ['AWS::MSK::Cluster', { subnets: ['BrokerNodeGroupInfo.ClientSubnets'], groups: ['BrokerNodeGroupInfo.SecurityGroups'] }],
  ['AWS::MSK::ServerlessCluster', { subnets: ['VpcConfigs.*.SubnetIds'], groups: ['VpcConfigs.*.SecurityGroups'] }],
  // Without subnets it stands in the open.
  ['AWS::OpenSearchService::Domain', searchDomain],
  ['AWS::RDS::DBCluster', databaseCluster],
  ['AWS::RDS::DBInstance', { subnets: [], groups: ['VPCSecurityGroups'], through: ['DBSubnetGroupName', 'DBClusterIdentifier'] }],
  ['AWS::RDS::DBProxy', { subnets: ['VpcSubnetIds'], groups: ['VpcSecurityGroupIds'] }],
  ['AWS::RDS::DBProxyEndpoint', { subnets: ['VpcSubnetIds'], groups: ['VpcSecurityGroupIds'] }],
  ['AWS::Redshift::Cluster', { subnets: [], groups: ['VpcSecurityGroupIds'], through: ['ClusterSubnetGroupName'] }],
  ['AWS::RedshiftServerless::Workgroup', plain],
  ['AWS::Route53Resolver::ResolverEndpoint', { subnets: ['IpAddresses.*.SubnetId'], groups: ['SecurityGroupIds'] }],
  // Gateway endpoints name route tables instead.
  ['AWS::EC2::VPCEndpoint', { ...plain, optional: true }],
]);

/** What only lends its subnets or groups to the resources above. */
export const LENDERS: ReadonlyMap<string, Placement> = new Map<string, Placement>([
  ['AWS::AutoScaling::LaunchConfiguration', { subnets: [], groups: ['SecurityGroups'] }],
  ['AWS::DMS::ReplicationSubnetGroup', { subnets: ['SubnetIds'], groups: [] }],
  ['AWS::DocDB::DBSubnetGroup', { subnets: ['SubnetIds'], groups: [] }],
  [
    'AWS::EC2::LaunchTemplate',
    {
      subnets: ['LaunchTemplateData.NetworkInterfaces.*.SubnetId'],
      groups: ['LaunchTemplateData.SecurityGroupIds', 'LaunchTemplateData.NetworkInterfaces.*.Groups'],
    },
  ],
  ['AWS::ElastiCache::SubnetGroup', { subnets: ['SubnetIds'], groups: [] }],
  ['AWS::RDS::DBSubnetGroup', { subnets: ['SubnetIds'], groups: [] }],
  ['AWS::Redshift::ClusterSubnetGroup', { subnets: ['SubnetIds'], groups: [] }],
]);

/** What lets somebody in, or leads to other networks, without a subnet, group or route that would tell: names of types, or their start. */
export const DOORS: readonly string[] = Object.freeze([
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AppRunner::Service',
  'AWS::AppSync::GraphQLApi',
  'AWS::EC2::ClientVpnEndpoint',
  'AWS::EC2::VPCEndpointService',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::EC2::VerifiedAccessEndpoint',
  'AWS::Lambda::Url',
  'AWS::Lightsail::',
  'AWS::OpenSearchServerless::',
  'AWS::Transfer::Server',
  'AWS::VpcLattice::',
]);

/** What mentions subnets, groups, route tables or ACLs and lets nobody in that the proof doesn't see. */
export const HARMLESS: ReadonlySet<string> = new Set([
  // Read by this proof.
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetCidrBlock',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPNGatewayRoutePropagation',
  // Pass packets on for others, by routes that are read, and answer for nobody themselves.
  'AWS::EC2::NatGateway',
  'AWS::NetworkFirewall::Firewall',
  // Names the subnets and the group of what AWS Backup makes to rehearse a restore, which wears the same group as the original.
  'AWS::Backup::RestoreTestingSelection',
  // Only look, record or permit.
  'AWS::CloudWatch::Alarm',
  'AWS::Config::ConfigRule',
  'AWS::EC2::FlowLog',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::SSM::Parameter',
  // Says which gateways an account-wide block leaves open; it opens no more than the routes do.
  'AWS::EC2::VPCBlockPublicAccessExclusion',
]);
