import type { Resource } from '../../templates/graph';
import type { End, Network, Stand, Subnet } from './model';

/** Whether a subnet belongs to the data tier, or may. */
export function isDataSubnet({ tier }: Subnet): boolean {
  return tier === undefined || tier === 'data';
}

/** Whether an end stands in the data tier or wears one of its groups. */
export function isData(end: End): end is Stand {
  return end.kind === 'stand' && (isDataSubnet(end.subnet) || end.groups.some((group) => group.tier === 'data'));
}

/** The subnets and groups of the data tier, and what stands there. */
export function dataResources({ subnets, groups, stands }: Network): readonly Resource[] {
  const held = groups.filter((group) => group.tier === 'data').map((group) => group.resource);
  return [...new Set([...subnets.filter(isDataSubnet).map((subnet) => subnet.resource), ...held, ...stands.filter(isData).map((stand) => stand.resource)])];
}
