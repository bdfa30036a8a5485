import { CfnRoute, CfnRouteTable, CfnSubnetRouteTableAssociation, type CfnRouteProps } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { tagName } from './tag-name';
import type { Subnet, Vpc } from './vpc';

/** What a `RouteTable` is made from. */
export interface RouteTableProps {
  /** Names it. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  /** The subnets that route by it. */
  readonly subnets: readonly Subnet[];
}

/** Where a route leads: exactly one of them. */
export type RouteTarget =
  Required<Pick<CfnRouteProps, 'gatewayId'>> | Required<Pick<CfnRouteProps, 'natGatewayId'>> | Required<Pick<CfnRouteProps, 'vpcEndpointId'>>;

/** A route table and the subnets that use it. Without a route it knows the VPC's own addresses only. */
export class RouteTable extends Construct {
  /** Its ID in AWS, known at deployment. */
  readonly id: string;

  constructor(scope: Construct, id: string, { environment, vpc, subnets }: RouteTableProps) {
    super(scope, id);
    const table = new CfnRouteTable(this, 'Resource', { vpcId: vpc.id });
    tagName(table, environment, id);
    this.id = table.ref;
    for (const { tier, zone, id: subnetId } of subnets) {
      new CfnSubnetRouteTableAssociation(this, `${tier}-${zone}`, { subnetId, routeTableId: this.id });
    }
  }

  /** Sends packets for a network to a target. */
  addRoute(name: string, destination: string, target: RouteTarget): CfnRoute {
    return new CfnRoute(this, `to-${name}`, { routeTableId: this.id, destinationCidrBlock: destination, ...target });
  }
}
