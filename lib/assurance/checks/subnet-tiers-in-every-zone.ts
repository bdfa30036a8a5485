import { subnetTier } from '../proofs/network/read/names';
import type { Configuration } from '../templates/configuration';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { isUnresolved, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { missingFrom, vpcsOf } from './support/network';

/** NET-1. */
export const subnetTiersInEveryZone: Check = {
  id: 'subnet-tiers-in-every-zone',
  claim: 'Every configured zone holds exactly one subnet of each tier, and there are three zones in prod, two at least elsewhere.',
  judge: (graph) => {
    const { judged, findings } = judgeEach(subnetsOf(graph), (subnet) => problemsOf(subnet, graph));
    return { judged: [...vpcsOf(graph), ...judged], findings: [...missingFrom(graph, gaps(graph)), ...findings] };
  },
};

function subnetsOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.ofType('AWS::EC2::Subnet');
}

function tiersOf({ network }: Configuration): readonly string[] {
  return ['public', 'private', 'data', ...(network.networkFirewall ? ['firewall'] : [])];
}

function gaps(graph: EnvironmentGraph): readonly string[] {
  const { configuration } = graph;
  const { name, zones } = configuration;
  const least = name === 'prod' ? 3 : 2;
  const held = subnetsOf(graph).map((subnet) => `${subnetTier(subnet) ?? ''} ${zoneOf(subnet) ?? ''}`);
  const empty = zones.flatMap((zone) =>
    tiersOf(configuration)
      .filter((tier) => !held.includes(`${tier} ${zone}`))
      .map((tier) => `zone ${zone} has no subnet of tier ${tier}`),
  );
  return [...(new Set(zones).size < least ? [`spans ${new Set(zones).size} zones; ${name} needs ${least}`] : []), ...empty];
}

function* problemsOf(subnet: Resource, graph: EnvironmentGraph): Generator<string> {
  const { configuration } = graph;
  const [tier, zone] = [subnetTier(subnet), zoneOf(subnet)];
  if (tier === undefined || !tiersOf(configuration).includes(tier))
    yield `its tag Tier is ${tier ?? "not set, or can't be told"}; it must be one of ${tiersOf(configuration).join(', ')}`;
  if (zone === undefined) yield "AvailabilityZone is not set, or can't be told; it must be one of the configured zones";
  else if (!configuration.zones.includes(zone)) yield `stands in zone ${zone}; the configured ones are ${configuration.zones.join(', ')}`;
  const twins = subnetsOf(graph).filter((other) => tier !== undefined && zone !== undefined && subnetTier(other) === tier && zoneOf(other) === zone);
  if (twins.length > 1) yield `is one of ${twins.length} subnets of tier ${tier ?? ''} in zone ${zone ?? ''}; there must be one`;
}

function zoneOf({ properties }: Resource): string | undefined {
  const zone = stringOf(properties.AvailabilityZone);
  return isUnresolved(zone) ? undefined : zone;
}
