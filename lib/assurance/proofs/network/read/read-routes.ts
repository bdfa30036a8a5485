import type { EnvironmentGraph, Resource } from '../../../templates/graph';
import { stringOf } from '../../../templates/values';
import { contains, type AddressRange } from '../addresses';
import type { AddressPeer, Route } from '../model';
import { literalsOf } from './literals-of';
import type { Problems } from './problems';
import { anything, readBlock, readPrefixList } from './read-peers';
import { vpcRanges } from './read-vpc';
import { resourceAt } from './resource-at';
import { readTarget } from './route-targets';
import { valuesAt } from './values-at';

/** A route with the table that it belongs to; `undefined` where that can't be told: it may belong to any. */
interface PlacedRoute extends Route {
  readonly table: Resource | undefined;
}

const DESTINATIONS = [
  { property: 'DestinationCidrBlock', read: readBlock, listed: false },
  { property: 'DestinationIpv6CidrBlock', read: readBlock, listed: false },
  { property: 'DestinationPrefixListId', read: readPrefixList, listed: true },
] as const;

/**
 * The routes of each subnet, without the local ones. A subnet without a table of its own has its VPC's main table, which no
 * template describes; that is noted.
 */
export function readRoutes(graph: EnvironmentGraph, problems: Problems): (subnet: Resource) => readonly Route[] {
  const routes = [...readPlainRoutes(graph, problems), ...readEndpointRoutes(graph, problems), ...readPropagations(graph, problems)];
  const tables = readAssociations(graph, problems);
  return (subnet) => {
    const own = tables.filter((association) => association.subnet === subnet || association.subnet === undefined);
    if (own.length === 0) problems.note(subnet, "has no route table of its own, and templates don't tell what its VPC's main table holds: associate one");
    const any = own.some(({ table }) => table === undefined);
    return routes.filter(({ table }) => any || table === undefined || own.some((association) => association.table === table));
  };
}

function readPlainRoutes(graph: EnvironmentGraph, problems: Problems): readonly PlacedRoute[] {
  const own = vpcRanges(graph, undefined, problems);
  return graph.ofType('AWS::EC2::Route').flatMap((resource) => {
    const table = tableOf(resource, problems);
    const target = readTarget(resource, graph, problems);
    if (target === 'local') return [];
    return readDestinations(resource, problems).map(({ destination, listed }) => {
      if (target.kind !== 'firewall' && isWithin(destination, own)) {
        problems.note(resource, `bends packets inside the VPC through ${target.text}, which hides who sent them: only a firewall may stand there`);
      }
      return { table, destination, listed, target, resource };
    });
  });
}

function isWithin(destination: AddressPeer, ranges: readonly AddressRange[]): boolean {
  return destination.kind === 'addresses' && ranges.some((range) => contains(range, destination.range.low) && contains(range, destination.range.high));
}

function readDestinations(resource: Resource, problems: Problems): readonly Pick<Route, 'destination' | 'listed'>[] {
  const found = DESTINATIONS.filter(({ property }) => resource.properties[property] !== undefined);
  if (found.length > 0) {
    return found.flatMap(({ property, read, listed }) =>
      read(resource, property, resource.properties[property] ?? null, problems).map((destination) => ({ destination, listed })),
    );
  }
  problems.note(resource, 'names no destination that can be told, so that the proof must take it for any address');
  return [{ destination: anything(undefined), listed: false }];
}

function tableOf(resource: Resource, problems: Problems): Resource | undefined {
  const table = resourceAt(resource.properties.RouteTableId, 'AWS::EC2::RouteTable');
  if (table !== undefined) return table;
  problems.note(resource, 'RouteTableId is no route table of the templates, so that it may be any: refer to the table');
  return undefined;
}

/** A gateway endpoint writes a route for its service's prefix list into each of its tables. */
function readEndpointRoutes(graph: EnvironmentGraph, problems: Problems): readonly PlacedRoute[] {
  return graph
    .ofType('AWS::EC2::VPCEndpoint')
    .filter(isGatewayEndpoint)
    .flatMap((resource) => {
      const service = literalsOf(resource.properties.ServiceName).split('.').at(-1) ?? '';
      const target = { kind: 'endpoint', text: `gateway endpoint ${resource.path}` } as const;
      return valuesAt(resource.properties, 'RouteTableIds').map((value) => {
        const table = resourceAt(value, 'AWS::EC2::RouteTable');
        if (table === undefined)
          problems.note(resource, 'RouteTableIds holds what is no route table of the templates, so that it may be any: refer to the tables');
        return { table, destination: { kind: 'prefix-list', name: service } as const, listed: true, target, resource };
      });
    });
}

/** Endpoints are gateways unless they say otherwise. */
function isGatewayEndpoint(resource: Resource): boolean {
  const type = stringOf(resource.properties.VpcEndpointType);
  return type === undefined || type === 'Gateway';
}

/** What a VPN gateway propagates isn't in the templates. */
function readPropagations(graph: EnvironmentGraph, problems: Problems): readonly PlacedRoute[] {
  return graph.ofType('AWS::EC2::VPNGatewayRoutePropagation').flatMap((resource) => {
    problems.note(resource, "propagates routes to networks that the templates don't hold, so that the proof must take it for any address");
    const target = { kind: 'another-network', text: `VPN gateway routes of ${resource.path}` } as const;
    return valuesAt(resource.properties, 'RouteTableIds').map((value) => {
      const table = resourceAt(value, 'AWS::EC2::RouteTable');
      return { table, destination: anything('propagated'), listed: false, target, resource };
    });
  });
}

function readAssociations(
  graph: EnvironmentGraph,
  problems: Problems,
): readonly { readonly subnet: Resource | undefined; readonly table: Resource | undefined }[] {
  return graph.ofType('AWS::EC2::SubnetRouteTableAssociation').map((resource) => {
    const subnet = resourceAt(resource.properties.SubnetId, 'AWS::EC2::Subnet');
    if (subnet === undefined) problems.note(resource, 'SubnetId is no subnet of the templates, so that it may be any: refer to the subnet');
    return { subnet, table: tableOf(resource, problems) };
  });
}
