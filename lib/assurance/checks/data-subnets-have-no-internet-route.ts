import { isDataSubnet } from '../proofs/network/data-tier';
import type { Route, Subnet } from '../proofs/network/model';
import { valuesAt } from '../proofs/network/read/values-at';
import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, describe, isUnresolved, targetOf } from '../templates/values';
import type { Check, Finding } from './check';
import { addressRanges, areWithin, overlap } from './support/address-ranges';
import { networkOf, rangesOfTier, untold } from './support/network';
import { subnetOf } from './support/places';

/** NET-3. Routes that no table of a data subnet holds are judged too: what bends packets towards the tier. */
export const dataSubnetsHaveNoInternetRoute: Check = {
  id: 'data-subnets-have-no-internet-route',
  claim:
    'Data subnets have route tables of their own, which lead out of the VPC by gateway endpoints only; no other table has a route into a data subnet, and no NAT gateway stands in one.',
  judge: (graph) => {
    const subnets = networkOf(graph).subnets.filter(isDataSubnet);
    if (subnets.length === 0) return { judged: [], findings: [] };
    const [routes, gateways] = [graph.ofType('AWS::EC2::Route'), graph.ofType('AWS::EC2::NatGateway')];
    const findings = [
      ...outward(subnets),
      ...withoutTable(graph, subnets),
      ...routes.flatMap((route) => inward(route, graph)),
      ...gateways.flatMap((gateway) => misplaced(gateway, subnets)),
    ];
    return { judged: [...subnets.map(({ resource }) => resource), ...routes, ...gateways], findings };
  },
};

function outward(subnets: readonly Subnet[]): readonly Finding[] {
  const found = new Map<Route, readonly string[]>();
  for (const { resource, routes } of subnets) {
    for (const route of routes.filter(({ target }) => target.kind !== 'endpoint')) found.set(route, [...(found.get(route) ?? []), resource.path]);
  }
  return [...found].map(([route, paths]) => ({
    resource: route.resource,
    reason: `leads the data tier (${paths.join(', ')}) out of the VPC by ${route.target.text}; only gateway endpoints may`,
  }));
}

/** Where the table can't be told, the routes can't. */
function withoutTable(graph: EnvironmentGraph, subnets: readonly Subnet[]): readonly Finding[] {
  const own = untold(graph, ['AWS::EC2::Subnet']).filter(
    ({ resource, reason }) => subnets.some((subnet) => subnet.resource === resource) && /route table|tier/.test(reason),
  );
  return [...own, ...untold(graph, ['AWS::EC2::SubnetRouteTableAssociation', 'AWS::EC2::VPNGatewayRoutePropagation'])];
}

/** The VPC's own route reaches every subnet; a narrower one sends what others have, such as gateways, to the data tier. */
function inward(route: Resource, graph: EnvironmentGraph): readonly Finding[] {
  const data = rangesOfTier(graph, 'data');
  const own = addressRanges([graph.configuration.network.cidr]) ?? [];
  return destinations(route).flatMap((value) => {
    const ranges = addressRanges(value);
    if (ranges === undefined) return [{ resource: route, reason: `its destination ${describe(value)} can't be told; it may be a data subnet` }];
    const bent = areWithin(ranges, own) && ranges.some((range) => data.some((subnet) => overlap(range, subnet)));
    return bent ? [{ resource: route, reason: `leads packets to the data tier (${describe(value)}); only the VPC's own route may` }] : [];
  });
}

/** AWS's own prefix lists hold no address of a VPC. */
function destinations({ properties }: Resource): readonly Value[] {
  const blocks = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock'].flatMap((name) => properties[name] ?? []);
  const listed = properties.DestinationPrefixListId;
  if (listed === undefined || (typeof listed === 'string' && listed.startsWith('pl-'))) return blocks;
  const list = targetOf(listed, 'AWS::EC2::PrefixList');
  return [
    ...blocks,
    ...(list === undefined || isUnresolved(list) ? [listed] : valuesAt(list.properties, 'Entries').map((entry) => at(entry, 'Cidr') ?? entry)),
  ];
}

function misplaced(gateway: Resource, subnets: readonly Subnet[]): readonly Finding[] {
  const subnet = subnetOf(gateway.properties.SubnetId ?? null);
  if (subnet === undefined) return [{ resource: gateway, reason: 'SubnetId is no subnet of the templates; the gateway may stand in a data subnet' }];
  return subnets.some(({ resource }) => resource === subnet)
    ? [{ resource: gateway, reason: `stands in the data subnet ${subnet.path}; NAT gateways stand in public ones` }]
    : [];
}
