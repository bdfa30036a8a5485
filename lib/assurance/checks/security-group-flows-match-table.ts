import { EVERYWHERE } from '../proofs/network/addresses';
import { distinct } from '../proofs/network/findings';
import type { Direction, Group, GroupRule, Network } from '../proofs/network/model';
import { peerText } from '../proofs/network/peers';
import { portsText } from '../proofs/network/ports';
import { TCP } from '../proofs/network/protocols';
import type { Configuration } from '../templates/configuration';
import type { EnvironmentGraph } from '../templates/graph';
import type { Check, Finding } from './check';
import { missingFrom, networkOf, untold, vpcsOf } from './support/network';
import { RULE_TYPES, ruleText, writtenRules } from './support/rules';

/** What a row of the table asks of the group at one end. */
interface Demand {
  readonly row: string;
  readonly group: string;
  /** As `keyOf` writes a rule. */
  readonly key: string;
}

const EVERY_IPV4 = EVERYWHERE.at(-1);

/** NET-5. */
export const securityGroupFlowsMatchTable: Check = {
  id: 'security-group-flows-match-table',
  claim: 'The security groups are those of the configuration, and their rules, in and out, at both ends, are exactly the rows of its table of flows.',
  judge: (graph) => {
    const network = networkOf(graph);
    const written = writtenRules(network);
    const groups = network.groups.filter(({ resource }) => resource.type === 'AWS::EC2::SecurityGroup');
    if (groups.length === 0 && written.length === 0 && vpcsOf(graph).length === 0) return { judged: [], findings: [] };
    const demands = demandsOf(graph.configuration);
    const held = new Set(written.map(({ group, direction, rule }) => keyOf(group.name, direction, rule, network)));
    const asked = new Set(demands.map(({ key }) => key));
    const surplus = written.filter(({ group, direction, rule }) => !asked.has(keyOf(group.name, direction, rule, network)));
    const findings = [
      ...unknownGroups(groups, graph),
      ...surplus.map((one) => ({ resource: one.rule.resource, reason: `${one.group.name} ${ruleText(one)}, and no row of the table of flows says so` })),
      ...demands.filter(({ key }) => !held.has(key)).flatMap((demand) => unmet(demand, groups)),
      ...missingGroups(groups, graph),
      ...untold(graph, RULE_TYPES),
    ];
    return { judged: distinct([...vpcsOf(graph), ...groups.map(({ resource }) => resource), ...written.map(({ rule }) => rule.resource)]), findings };
  },
};

/** Both ends of each row, where they are groups: the sender's egress and the receiver's ingress. */
function demandsOf({ groups, flows }: Configuration): readonly Demand[] {
  const isGroup = (name: string): boolean => groups.some((group) => group.name === name);
  return flows.flatMap(({ name: row, from, to, port }) => [
    ...(isGroup(to) ? [{ row, group: to, key: key(to, 'ingress', from, String(port)) }] : []),
    ...(isGroup(from) ? [{ row, group: from, key: key(from, 'egress', to, String(port)) }] : []),
  ]);
}

/** Only TCP on one port can be a row; whatever else a rule says makes a key that no row has. */
function keyOf(group: string, direction: Direction, { protocol, ports, peer }: GroupRule, network: Network): string {
  const traffic = protocol === TCP ? portsText(ports) : `protocol ${protocol} ${portsText(ports)}`;
  return key(group, direction, peerName(peer, network), traffic);
}

function peerName(peer: GroupRule['peer'], { groups }: Network): string {
  if (peer.kind === 'group') return groups.find(({ resource }) => resource === peer.group)?.name ?? peer.group.path;
  if (peer.kind === 'prefix-list') return peer.name;
  const everybody = peer.kind === 'addresses' && peer.range.low === EVERY_IPV4?.low && peer.range.high === EVERY_IPV4.high;
  return everybody ? 'internet' : peerText(peer);
}

function key(group: string, direction: Direction, peer: string, traffic: string): string {
  return [group, direction, peer, traffic].join(' | ');
}

function unknownGroups(groups: readonly Group[], { configuration }: EnvironmentGraph): readonly Finding[] {
  const unknown = groups.filter(({ name }) => !configuration.groups.some((group) => group.name === name));
  return unknown.map(({ resource }) => ({ resource, reason: 'is no security group of the configuration; the table of flows knows nothing of it' }));
}

function missingGroups(groups: readonly Group[], graph: EnvironmentGraph): readonly Finding[] {
  const missing = graph.configuration.groups.filter(({ name }) => !groups.some((group) => group.name === name));
  return missingFrom(
    graph,
    missing.map(({ name }) => `has no security group ${name}, which the configuration names`),
  );
}

/** A row whose group isn't there is told of the group. */
function unmet({ row, group, key: rule }: Demand, groups: readonly Group[]): readonly Finding[] {
  return groups
    .filter(({ name }) => name === group)
    .map(({ resource }) => ({ resource, reason: `the row ${row} of the table of flows has no rule here (${rule})` }));
}
