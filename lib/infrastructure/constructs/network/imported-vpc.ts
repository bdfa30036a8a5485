import { Vpc as AwsVpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Routes } from './routes';
import type { SubnetTier } from './subnet-plan';
import type { Vpc } from './vpc';

/** The VPC as the constructs of the CDK know it, for what stands in it: `data` subnets are their isolated ones. */
export function importedVpc(scope: Construct, id: string, vpc: Vpc, routes: Routes): IVpc {
  const ids = (tier: SubnetTier): string[] => vpc.tier(tier).map((subnet) => subnet.id);
  const cidrs = (tier: SubnetTier): string[] => vpc.tier(tier).map((subnet) => subnet.cidr);
  const tables = (tier: SubnetTier): string[] => vpc.tier(tier).map((subnet) => routes.of(subnet));
  return AwsVpc.fromVpcAttributes(scope, id, {
    vpcId: vpc.id,
    vpcCidrBlock: vpc.cidr,
    availabilityZones: [...vpc.zones],
    publicSubnetNames: ['public'],
    publicSubnetIds: ids('public'),
    publicSubnetIpv4CidrBlocks: cidrs('public'),
    publicSubnetRouteTableIds: tables('public'),
    privateSubnetNames: ['private'],
    privateSubnetIds: ids('private'),
    privateSubnetIpv4CidrBlocks: cidrs('private'),
    privateSubnetRouteTableIds: tables('private'),
    isolatedSubnetNames: ['data'],
    isolatedSubnetIds: ids('data'),
    isolatedSubnetIpv4CidrBlocks: cidrs('data'),
    isolatedSubnetRouteTableIds: tables('data'),
  });
}
