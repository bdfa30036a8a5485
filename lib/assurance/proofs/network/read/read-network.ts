import type { Finding } from '../../../checks/check';
import type { EnvironmentGraph } from '../../../templates/graph';
import type { AddressRange } from '../addresses';
import type { Acl, Group, Network, Peer, Route } from '../model';
import { ANY_PROTOCOL, OTHER_PROTOCOL, TCP, UDP, type Protocol } from '../protocols';
import { Problems } from './problems';
import { readAcls } from './read-acls';
import { readGroups } from './read-groups';
import { readOutsides } from './read-outsides';
import { readRoutes } from './read-routes';
import { readStands } from './read-stands';
import { readSubnets } from './read-subnets';
import { vpcRanges } from './read-vpc';
import { unknownResources } from './unknown-resources';

/** The network that an environment's templates describe, and what they leave open about it. */
export interface ReadNetwork {
  readonly network: Network;
  readonly findings: readonly Finding[];
}

/** Reads the network out of an environment's templates. What they leave open is taken at its worst, and found. */
export function readNetwork(graph: EnvironmentGraph): ReadNetwork {
  const problems = new Problems();
  const groups = readGroups(graph, problems);
  const [aclOf, routesOf] = [readAcls(graph, problems), readRoutes(graph, problems)];
  const own = vpcRanges(graph, undefined, problems);
  const plain = graph.ofType('AWS::EC2::Subnet').map((resource) => ({ resource, acl: aclOf(resource), routes: routesOf(resource) }));
  const [acls, routes] = [plain.map(({ acl }) => acl), plain.flatMap((subnet) => subnet.routes)];
  const blocks = blocksOf(groups, acls, routes);
  const subnets = readSubnets(graph, plain, blocks, problems);
  const stands = readStands({ graph, subnets, groups, problems });
  const network = { subnets, groups, stands, outsides: readOutsides({ groups, routes, own, blocks }), protocols: protocolsOf(groups, acls) };
  return { network, findings: [...problems.findings, ...unknownResources(graph)] };
}

/** Every block that some rule tells apart from the rest. */
function blocksOf(groups: readonly Group[], acls: readonly Acl[], routes: readonly Route[]): readonly AddressRange[] {
  const rules = [...groups, ...acls].flatMap((filter) => [...filter.ingress, ...filter.egress]);
  const peers: readonly Peer[] = [...rules.map((rule) => rule.peer), ...routes.map((route) => route.destination)];
  const ranges = new Map(peers.flatMap((peer) => (peer.kind === 'addresses' ? [[`${peer.range.low}-${peer.range.high}`, peer.range] as const] : [])));
  return [...ranges.values()];
}

function protocolsOf(groups: readonly Group[], acls: readonly Acl[]): readonly Protocol[] {
  const named = [...groups, ...acls].flatMap((filter) => [...filter.ingress, ...filter.egress]).map((rule) => rule.protocol);
  return [...new Set([TCP, UDP, OTHER_PROTOCOL, ...named])].filter((protocol) => protocol !== ANY_PROTOCOL).sort((one, other) => one - other);
}
