import type { EnvironmentGraph, Resource } from '../templates/graph';
import { isList, recordOf, stringOf } from '../templates/values';
import type { NetworkDrawing } from './schema';

/** What the page draws of an environment: subnets and endpoints as the templates have them, groups and flows as configured. */
export function drawNetwork(graph: EnvironmentGraph): NetworkDrawing {
  const { zones, network, groups, flows } = graph.configuration;
  return {
    environment: graph.name,
    cidr: network.cidr,
    zones: [...zones],
    subnets: graph.ofType('AWS::EC2::Subnet').map(drawSubnet).sort(byTierAndZone),
    groups: groups.map(({ name, tier }) => ({ name, tier })),
    flows: flows.map(({ name, from, to, port, protocol, reason }) => ({ name, from, to, port, protocol, reason })),
    endpoints: graph
      .ofType('AWS::EC2::VPCEndpoint')
      .map((endpoint) => serviceOf(endpoint, graph.configuration.region))
      .sort(),
    natGateways: graph.ofType('AWS::EC2::NatGateway').length,
    networkFirewall: graph.ofType('AWS::NetworkFirewall::Firewall').length > 0,
  };
}

function drawSubnet(subnet: Resource): NetworkDrawing['subnets'][number] {
  return { tier: tagOf(subnet, 'Tier'), zone: textOf(subnet, 'AvailabilityZone'), cidr: textOf(subnet, 'CidrBlock') };
}

function serviceOf(endpoint: Resource, region: string): string {
  return textOf(endpoint, 'ServiceName').replace(`com.amazonaws.${region}.`, '');
}

/** A drawing shows what it can; whether a value resolves is for the checks to judge. */
function textOf(resource: Resource, property: string): string {
  const text = stringOf(resource.properties[property]);
  return typeof text === 'string' ? text : 'unknown';
}

function tagOf(resource: Resource, key: string): string {
  const tags = resource.properties.Tags;
  for (const tag of isList(tags) ? tags : []) {
    const record = recordOf(tag);
    if (record !== undefined && 'Key' in record && record.Key === key && typeof record.Value === 'string') return record.Value;
  }
  return 'unknown';
}

function byTierAndZone(one: NetworkDrawing['subnets'][number], other: NetworkDrawing['subnets'][number]): number {
  return `${one.tier}\0${one.zone}` < `${other.tier}\0${other.zone}` ? -1 : 1;
}
