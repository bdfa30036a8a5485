import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { lookUp } from './look-up';
import type { NatGateways } from './nat-gateways';
import type { NetworkFirewall } from './network-firewall';
import { RouteTable } from './route-table';
import type { SubnetTier } from './subnet-plan';
import type { Subnet, Vpc } from './vpc';

const EVERYWHERE = '0.0.0.0/0';

/** What `Routes` are made from. */
export interface RoutesProps {
  /** Names the tables. */
  readonly environment: Environment;
  readonly vpc: Vpc;
  readonly natGateways: NatGateways;
  /**
   * Where it is on, everything between the private tier and the internet, and between the private and the public tier,
   * passes through the endpoint of the private side's zone, both ways: a stateful firewall must see both.
   * @default - what leaves goes to the NAT gateway at once
   */
  readonly firewall: NetworkFirewall | undefined;
}

/**
 * Who sends what where (NET-2, NET-3). One table for all public subnets, the only one that leads to the internet gateway;
 * one a zone for private and firewall subnets; one for all data subnets, which never gets a route that leaves.
 */
export class Routes extends Construct {
  private readonly tables = new Map<string, RouteTable>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RoutesProps,
  ) {
    super(scope, id);
    const { vpc, natGateways } = props;
    this.addPublicTable();
    this.addTable('data', vpc.tier('data'));
    for (const subnet of vpc.tier('private')) {
      this.addPrivateTable(subnet);
    }
    for (const subnet of vpc.tier('firewall')) {
      this.addTable(nameOf(subnet), [subnet]).addRoute('internet', EVERYWHERE, { natGatewayId: natGateways.of(subnet.zone) });
    }
  }

  /** The ID of the table by which a subnet routes. */
  of(subnet: Pick<Subnet, 'tier' | 'zone'>): string {
    return lookUp(this.tables, nameOf(subnet), { kind: 'route table of subnet', fix: 'Name a tier and zone of the VPC.' }).id;
  }

  /** The IDs of a tier's tables, each once. */
  ofTier(tier: SubnetTier): readonly string[] {
    return [...new Set(this.props.vpc.tier(tier).map((subnet) => this.of(subnet)))];
  }

  private addPublicTable(): void {
    const { vpc, firewall } = this.props;
    const table = this.addTable('public', vpc.tier('public'));
    table.addRoute('internet', EVERYWHERE, { gatewayId: vpc.internetGateway.id }).addResourceDependency(vpc.internetGateway.attachment);
    if (firewall === undefined) {
      return;
    }
    for (const subnet of vpc.tier('private')) {
      table.addRoute(nameOf(subnet), subnet.cidr, { vpcEndpointId: firewall.endpointIn(subnet.zone) });
    }
  }

  private addPrivateTable(subnet: Subnet): void {
    const { vpc, natGateways, firewall } = this.props;
    const table = this.addTable(nameOf(subnet), [subnet]);
    if (firewall === undefined) {
      table.addRoute('internet', EVERYWHERE, { natGatewayId: natGateways.of(subnet.zone) });
      return;
    }
    const target = { vpcEndpointId: firewall.endpointIn(subnet.zone) };
    table.addRoute('internet', EVERYWHERE, target);
    for (const neighbour of vpc.tier('public')) {
      table.addRoute(nameOf(neighbour), neighbour.cidr, target);
    }
  }

  private addTable(name: string, subnets: readonly Subnet[]): RouteTable {
    const { environment, vpc } = this.props;
    const table = new RouteTable(this, name, { environment, vpc, subnets });
    for (const subnet of subnets) {
      this.tables.set(nameOf(subnet), table);
    }
    return table;
  }
}

function nameOf({ tier, zone }: Pick<Subnet, 'tier' | 'zone'>): string {
  return `${tier}-${zone}`;
}
