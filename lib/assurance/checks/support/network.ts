import type { AddressRange } from '../../proofs/network/addresses';
import type { Network } from '../../proofs/network/model';
import { readNetwork, type ReadNetwork } from '../../proofs/network/read/read-network';
import type { EnvironmentGraph, Resource } from '../../templates/graph';
import type { Finding } from '../check';
import { addressRanges } from './address-ranges';

const known = new WeakMap<EnvironmentGraph, ReadNetwork>();

/** The network that the templates describe, as the proofs read it; what they leave open is taken at its worst. */
export function networkOf(graph: EnvironmentGraph): Network {
  return readOnce(graph).network;
}

/** What the templates leave open about resources of these types. */
export function untold(graph: EnvironmentGraph, types: readonly string[]): readonly Finding[] {
  return readOnce(graph).findings.filter(({ resource }) => types.includes(resource.type));
}

/** The VPCs of an environment; what is missing from its network is reported there. */
export function vpcsOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.ofType('AWS::EC2::VPC');
}

/** Findings on every VPC: something that the network must have isn't there. */
export function missingFrom(graph: EnvironmentGraph, reasons: readonly string[]): readonly Finding[] {
  return vpcsOf(graph).flatMap((resource) => reasons.map((reason) => ({ resource, reason })));
}

/** The IPv4 blocks of a tier's subnets, as far as they are literal. */
export function rangesOfTier(graph: EnvironmentGraph, tier: string): readonly AddressRange[] {
  return networkOf(graph)
    .subnets.filter((subnet) => subnet.tier === tier)
    .flatMap(({ resource }) => addressRanges(resource.properties.CidrBlock) ?? []);
}

/** Many checks ask. */
function readOnce(graph: EnvironmentGraph): ReadNetwork {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const read = readNetwork(graph);
  known.set(graph, read);
  return read;
}
