import type { Finding } from '../../checks/check';
import type { EnvironmentGraph } from '../../templates/graph';
import type { End, Network, Stand } from './model';
import { reach, type Reach } from './reach';
import type { SubnetLookup } from './routes';
import { readNetwork } from './read/read-network';

/** What is known of an environment's network. */
export interface Analysis {
  readonly network: Network;
  /** What the templates leave open. */
  readonly findings: readonly Finding[];
  /** Whoever reaches whom: stands each other and the outside, and the outside stands. */
  readonly reaches: readonly Reach[];
  readonly lookUp: SubnetLookup;
}

const done = new WeakMap<EnvironmentGraph, Analysis>();

/** Reads the network and tries every pair, once for each graph: several proofs ask. */
export function analyse(graph: EnvironmentGraph): Analysis {
  const before = done.get(graph);
  if (before !== undefined) return before;
  const { network, findings } = readNetwork(graph);
  const lookUp = subnetLookup(network);
  const analysis = { network, findings, reaches: reachesOf(network, lookUp), lookUp };
  done.set(graph, analysis);
  return analysis;
}

/** Whoever reaches one of these ends from one of those. */
export function reachesBetween(from: readonly End[], to: readonly End[], { network, lookUp }: Pick<Analysis, 'network' | 'lookUp'>): readonly Reach[] {
  return from.flatMap((source) => to.flatMap((destination) => reach(source, destination, network.protocols, lookUp)));
}

/** An interface in each subnet that wears no group and sends what it likes: who is let in by address alone, it gets to as well. */
export function newcomers({ subnets }: Network): readonly Stand[] {
  return subnets.map((subnet) => ({ kind: 'stand', groups: [], subnet, resource: subnet.resource }));
}

function reachesOf(network: Network, lookUp: SubnetLookup): readonly Reach[] {
  const { stands, outsides } = network;
  return [...reachesBetween(outsides, stands, { network, lookUp }), ...reachesBetween(stands, [...stands, ...outsides], { network, lookUp })];
}

function subnetLookup({ subnets }: Network): SubnetLookup {
  const known = new Map(subnets.map((subnet) => [subnet.resource, subnet]));
  return (resource) => known.get(resource);
}
