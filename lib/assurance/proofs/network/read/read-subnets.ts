import type { EnvironmentGraph, Resource, Value } from '../../../templates/graph';
import { INTERNET, rangeOf, representatives, type AddressRange } from '../addresses';
import type { Subnet } from '../model';
import { subnetTier } from './names';
import type { Problems } from './problems';
import { rangesAt, vpcRanges } from './read-vpc';
import { resourceAt } from './resource-at';
import { valuesAt } from './values-at';

/** A subnet's resource, with what decides about its packets. */
export type PlainSubnet = Pick<Subnet, 'resource' | 'acl' | 'routes'>;

/** The subnets, each with one address of every kind that the blocks tell apart. */
export function readSubnets(graph: EnvironmentGraph, plain: readonly PlainSubnet[], blocks: readonly AddressRange[], problems: Problems): readonly Subnet[] {
  return plain.map(({ resource, acl, routes }) => {
    const ranges = rangesOf(resource, graph, problems);
    const tier = subnetTier(resource);
    if (tier === undefined) problems.note(resource, "its tier can't be told, so that the proof must take it for part of each: tag it");
    return {
      resource,
      tier,
      vpc: vpcOf(resource),
      addresses: representatives(ranges, blocks),
      acl,
      routes,
    };
  });
}

/** A block that can't be told is the VPC's for IPv4; for IPv6, which AWS gives out, any public address. */
function rangesOf(subnet: Resource, graph: EnvironmentGraph, problems: Problems): readonly AddressRange[] {
  const added = graph.ofType('AWS::EC2::SubnetCidrBlock').filter((block) => mayBeOf(block, subnet));
  const sixes = [subnet, ...added].flatMap((resource) => valuesAt(resource.properties, 'Ipv6CidrBlock'));
  const pooled = [subnet, ...added].some((resource) => resource.properties.Ipv6IpamPoolId !== undefined);
  const six = sixes.flatMap((value) => literalRange(value) ?? INTERNET);
  const fours = valuesAt(subnet.properties, 'CidrBlock').flatMap((value) => rangesAt(subnet, 'CidrBlock', value, problems));
  if (fours.length > 0 || subnet.properties.Ipv6Native === true) return [...fours, ...six, ...(pooled ? INTERNET : [])];
  problems.note(subnet, "its IPv4 block can't be told, so that the proof must take it for any of its VPC");
  return [...vpcRanges(graph, vpcOf(subnet), problems), ...six, ...(pooled ? INTERNET : [])];
}

function mayBeOf(block: Resource, subnet: Resource): boolean {
  const owner = resourceAt(block.properties.SubnetId, 'AWS::EC2::Subnet');
  return owner === undefined || owner === subnet;
}

function vpcOf(subnet: Resource): Resource | undefined {
  return resourceAt(subnet.properties.VpcId, 'AWS::EC2::VPC');
}

function literalRange(value: Value): readonly AddressRange[] | undefined {
  const range = typeof value === 'string' ? rangeOf(value) : undefined;
  return range === undefined ? undefined : [range];
}
