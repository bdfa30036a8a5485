import { CfnEIP, CfnNatGateway } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import { lookUp } from './look-up';
import { tagName } from './tag-name';
import type { Subnet, Vpc } from './vpc';

/** What `NatGateways` are made from. */
export interface NatGatewaysProps {
  /** Says whether there is one gateway or one a zone. */
  readonly environment: Environment;
  readonly vpc: Vpc;
}

/** The way out of the private tier: a NAT gateway in every zone, or one for all (NET-2). */
export class NatGateways extends Construct {
  private readonly byZone: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, { environment, vpc }: NatGatewaysProps) {
    super(scope, id);
    const subnets = vpc.tier('public');
    const homes = environment.network.natGateways === 'one' ? subnets.slice(0, 1) : subnets;
    const gateways = homes.map((subnet) => this.gateway(subnet, environment, vpc));
    const zones = subnets.map(({ zone }, index) => [zone, gateways[index] ?? gateways[0]] as const);
    this.byZone = new Map(zones.flatMap(([zone, gateway]) => (gateway === undefined ? [] : [[zone, gateway]])));
  }

  /** The ID of the gateway through which a zone leaves. */
  of(zone: string): string {
    return lookUp(this.byZone, zone, { kind: 'NAT gateway for zone', fix: 'Name a zone of the environment.' });
  }

  private gateway({ zone, id }: Subnet, environment: Environment, { internetGateway }: Vpc): string {
    const address = new CfnEIP(this, `address-${zone}`, { domain: 'vpc' });
    const gateway = new CfnNatGateway(this, zone, { subnetId: id, allocationId: address.attrAllocationId });
    for (const resource of [address, gateway]) {
      tagName(resource, environment, `nat-${zone}`);
      resource.addResourceDependency(internetGateway.attachment);
    }
    return gateway.ref;
  }
}
