import type { Environment } from '../../environments/environment';
import type { Tier } from '../../environments/flows';
import { parseNetwork } from '../../environments/cidr';
import { SubnetPlanError } from '../../errors';

/** The tiers of subnets; `firewall` holds the endpoints of Network Firewall and nothing else. */
export type SubnetTier = Tier | 'firewall';

/** One subnet to be. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  readonly zone: string;
  /** Such as `10.0.0.0/21`. */
  readonly cidr: string;
}

/** Each tier owns a quarter of the VPC, in this order, also where it isn't built: turning the firewall on moves nothing. */
const QUARTERS: readonly SubnetTier[] = ['private', 'data', 'public', 'firewall'];
/** 251 addresses: what load balancers, NAT gateways, stores and firewall endpoints need at most. */
const SMALL = 24;
/** A private subnet is an eighth of its quarter, so that a sixth zone still fits. */
const EIGHTH = 3;

/**
 * The subnets of an environment (NET-1): one of every tier in each zone, computed from the CIDR alone, so that the same
 * configuration gives the same subnets. A zone appended to the list moves no subnet that exists.
 * @throws SubnetPlanError when the CIDR holds too few subnets of 251 addresses.
 */
export function planSubnets({ zones, network }: Environment): readonly PlannedSubnet[] {
  const { first, prefix } = networkOf(network.cidr);
  const quarter = 2 ** (30 - prefix);
  return QUARTERS.filter((tier) => tier !== 'firewall' || network.networkFirewall).flatMap((tier) => {
    const bits = tier === 'private' ? Math.min(prefix + 2 + EIGHTH, SMALL) : SMALL;
    const size = 2 ** (32 - bits);
    if (size * zones.length > quarter) {
      throw new SubnetPlanError(network.cidr, zones.length);
    }
    const start = first + QUARTERS.indexOf(tier) * quarter;
    return zones.map((zone, index) => ({ tier, zone, cidr: `${dotted(start + index * size)}/${String(bits)}` }));
  });
}

function networkOf(cidr: string): { readonly first: number; readonly prefix: number } {
  const network = parseNetwork(cidr);
  if (network === undefined) {
    throw new SubnetPlanError(cidr, 0);
  }
  return network;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(address / 2 ** shift) % 256)).join('.');
}
