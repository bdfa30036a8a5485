import type { EnvironmentGraph, Resource, Value } from '../../../templates/graph';
import { describe } from '../../../templates/values';
import type { ExitKind, RouteTarget } from '../model';
import type { Problems } from './problems';
import { resourceAt } from './resource-at';
import { valuesAt } from './values-at';

interface TargetKind {
  readonly property: string;
  /** What it must refer to; any when left out. */
  readonly type?: string;
  readonly kind: ExitKind;
  readonly text: string;
}

/** What routes lead to, by the property that names it. One that isn't here, or refers to something else, is unknown. */
const TARGETS: readonly TargetKind[] = [
  { property: 'GatewayId', type: 'AWS::EC2::InternetGateway', kind: 'internet-gateway', text: 'internet gateway' },
  { property: 'GatewayId', type: 'AWS::EC2::VPNGateway', kind: 'another-network', text: 'VPN gateway' },
  { property: 'NatGatewayId', type: 'AWS::EC2::NatGateway', kind: 'nat-gateway', text: 'NAT gateway' },
  { property: 'EgressOnlyInternetGatewayId', type: 'AWS::EC2::EgressOnlyInternetGateway', kind: 'egress-only-gateway', text: 'egress-only internet gateway' },
  { property: 'TransitGatewayId', kind: 'another-network', text: 'transit gateway' },
  { property: 'VpcPeeringConnectionId', kind: 'another-network', text: 'peering connection' },
  { property: 'CoreNetworkArn', kind: 'another-network', text: 'core network' },
  { property: 'LocalGatewayId', kind: 'another-network', text: 'local gateway' },
];

/** Where a route leads; `local` is the route that every table has anyway. */
export function readTarget(route: Resource, graph: EnvironmentGraph, problems: Problems): RouteTarget | 'local' {
  if (route.properties.GatewayId === 'local') return 'local';
  const firewall = readFirewall(route, graph);
  if (firewall !== undefined) return firewall;
  const found = TARGETS.find((target) => names(target, route.properties[target.property]));
  if (found === undefined) {
    problems.note(route, "leads to what this proof doesn't know, so that it must be taken for a way to and from anywhere: name a gateway of the templates");
    return { kind: 'unknown', text: 'something unknown' };
  }
  if (found.kind === 'another-network')
    problems.note(route, `leads by a ${found.text} to a network that the templates don't hold: nothing proves who is there`);
  return { kind: found.kind, text: `${found.text} ${describe(route.properties[found.property])}` };
}

function names({ type }: TargetKind, value: Value | undefined): boolean {
  if (value === undefined) return false;
  return type === undefined || resourceAt(value, type) !== undefined;
}

/**
 * A firewall's endpoint is an entry of a list that only the deployment knows, so that the value itself isn't resolved. What
 * it mentions tells the firewall; in which of its subnets the endpoint stands is left open, and all are followed.
 */
function readFirewall(route: Resource, graph: EnvironmentGraph): RouteTarget | undefined {
  if (route.properties.VpcEndpointId === undefined) return undefined;
  const firewall = graph.ofType('AWS::NetworkFirewall::Firewall').find((candidate) => graph.mentions(candidate).includes(route));
  if (firewall === undefined) return undefined;
  const subnets = valuesAt(firewall.properties, 'SubnetMappings.*.SubnetId').map((value) => resourceAt(value, 'AWS::EC2::Subnet'));
  const known = subnets.filter((subnet) => subnet !== undefined);
  if (known.length === 0 || known.length < subnets.length) return undefined;
  return { kind: 'firewall', text: `firewall ${firewall.path}`, subnets: known };
}
