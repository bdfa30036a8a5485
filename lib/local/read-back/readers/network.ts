import {
  DescribeInternetGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import type { RouteTable } from '@aws-sdk/client-ec2';
import type { Clients } from '../../emulator/clients';
import { isRecord } from '../json';
import { parseDocument, textOf, toJson, type Reader } from '../reader';

/** `AWS::EC2::VPC` */
export const vpc: Reader = {
  read: async ({ id: VpcId }, { ec2 }) => {
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
    const { EnableDnsHostnames } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }));
    const { EnableDnsSupport } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }));
    return { CidrBlock: Vpcs?.[0]?.CidrBlock, EnableDnsHostnames: EnableDnsHostnames?.Value, EnableDnsSupport: EnableDnsSupport?.Value };
  },
};

/** `AWS::EC2::Subnet` */
export const subnet: Reader = {
  read: async ({ id }, { ec2 }) => {
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id] }));
    const { AvailabilityZone, CidrBlock, MapPublicIpOnLaunch, VpcId } = Subnets?.[0] ?? {};
    return { AvailabilityZone, CidrBlock, MapPublicIpOnLaunch, VpcId };
  },
};

/** `AWS::EC2::InternetGateway`, which has no property of its own. */
export const internetGateway: Reader = { read: () => Promise.resolve({}) };

/** `AWS::EC2::VPCGatewayAttachment` */
export const gatewayAttachment: Reader = {
  read: async ({ asked }, { ec2 }) => {
    const InternetGatewayId = textOf(asked, 'InternetGatewayId');
    const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [InternetGatewayId] }));
    return { InternetGatewayId, VpcId: InternetGateways?.[0]?.Attachments?.[0]?.VpcId };
  },
};

/** `AWS::EC2::RouteTable` */
export const routeTable: Reader = {
  read: async ({ id }, { ec2 }) => ({ VpcId: (await tableOf(id, ec2))?.VpcId }),
};

/** `AWS::EC2::Route` */
export const route: Reader = {
  read: async ({ asked }, { ec2 }) => {
    const table = await tableOf(textOf(asked, 'RouteTableId'), ec2);
    const found = toJson(table?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === asked.DestinationCidrBlock));
    return { ...(isRecord(found) ? found : {}), RouteTableId: table?.RouteTableId };
  },
};

/** `AWS::EC2::SubnetRouteTableAssociation` */
export const routeTableAssociation: Reader = {
  read: async ({ asked }, { ec2 }) => {
    const table = await tableOf(textOf(asked, 'RouteTableId'), ec2);
    const found = table?.Associations?.find(({ SubnetId }) => SubnetId === asked.SubnetId);
    return { RouteTableId: table?.RouteTableId, SubnetId: found?.SubnetId };
  },
};

/** `AWS::EC2::VPCEndpoint` */
export const endpoint: Reader = {
  read: async ({ id }, { ec2 }) => {
    const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
    const { VpcEndpointType, ServiceName, VpcId, RouteTableIds, SubnetIds, Groups, PrivateDnsEnabled, PolicyDocument } = VpcEndpoints?.[0] ?? {};
    return {
      VpcEndpointType,
      ServiceName,
      VpcId,
      RouteTableIds,
      SubnetIds,
      PrivateDnsEnabled,
      SecurityGroupIds: Groups?.map(({ GroupId = '' }) => GroupId),
      PolicyDocument: parseDocument(PolicyDocument),
    };
  },
};

async function tableOf(id: string, ec2: Clients['ec2']): Promise<RouteTable | undefined> {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }));
  return RouteTables?.[0];
}
