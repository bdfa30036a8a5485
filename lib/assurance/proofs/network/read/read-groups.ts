import type { EnvironmentGraph, Resource, Value } from '../../../templates/graph';
import { at, isUnresolved, numberOf, stringOf } from '../../../templates/values';
import { EVERYWHERE } from '../addresses';
import type { Direction, Group, GroupRule, Peer } from '../model';
import { ALL_PORTS, type Ports } from '../ports';
import { ANY_PROTOCOL, hasPorts, protocolOf, type Protocol } from '../protocols';
import { groupName, groupTier } from './names';
import type { Problems } from './problems';
import { anything, groupOf, readBlock, readGroup, readPrefixList } from './read-peers';
import { valuesAt } from './values-at';

const RULE_TYPES: Readonly<Record<Direction, string>> = { ingress: 'AWS::EC2::SecurityGroupIngress', egress: 'AWS::EC2::SecurityGroupEgress' };
const INLINE: Readonly<Record<Direction, string>> = { ingress: 'SecurityGroupIngress', egress: 'SecurityGroupEgress' };

/** The properties by which a rule names its peer; `SourceSecurityGroupName` isn't here and so counts as unknown. */
const PEERS = [
  { property: 'CidrIp', read: readBlock },
  { property: 'CidrIpv6', read: readBlock },
  { property: 'SourcePrefixListId', read: readPrefixList },
  { property: 'DestinationPrefixListId', read: readPrefixList },
  { property: 'SourceSecurityGroupId', read: readGroup },
  { property: 'DestinationSecurityGroupId', read: readGroup },
] as const;

/** All security groups with their rules, inline and standalone, and the default group of each VPC. */
export function readGroups(graph: EnvironmentGraph, problems: Problems): readonly Group[] {
  const standalone = { ingress: readStandalone(graph, 'ingress', problems), egress: readStandalone(graph, 'egress', problems) };
  const declared = graph.ofType('AWS::EC2::SecurityGroup').map((resource) => ({
    name: groupName(resource, graph),
    tier: groupTier(groupName(resource, graph), graph),
    resource,
    ingress: [...readInline(resource, 'ingress', problems), ...standalone.ingress(resource)],
    egress: [...egressByDefault(resource), ...readInline(resource, 'egress', problems), ...standalone.egress(resource)],
  }));
  for (const group of declared.filter(({ name, resource }) => declared.some((other) => other.name === name && other.resource !== resource))) {
    problems.note(group.resource, `is one of several security groups that are named '${group.name}': the table of flows can mean one only`);
  }
  const byDefault = graph.ofType('AWS::EC2::VPC').map((vpc) => defaultGroup(vpc, standalone.ingress(vpc), standalone.egress(vpc)));
  return [...declared, ...byDefault];
}

/** What EC2 gives a VPC's default group: its members talk to each other, and to everybody outside. */
function defaultGroup(vpc: Resource, ingress: readonly GroupRule[], egress: readonly GroupRule[]): Group {
  const members: GroupRule = { protocol: ANY_PROTOCOL, ports: ALL_PORTS, peer: { kind: 'group', group: vpc }, resource: vpc };
  return { name: `default group of ${vpc.path}`, tier: undefined, resource: vpc, ingress: [members, ...ingress], egress: [...openEgress(vpc), ...egress] };
}

/** EC2 opens the egress of a group whose own rules don't name any. */
function egressByDefault(group: Resource): readonly GroupRule[] {
  return valuesAt(group.properties, 'SecurityGroupEgress').length === 0 ? openEgress(group) : [];
}

function openEgress(resource: Resource): readonly GroupRule[] {
  return EVERYWHERE.map((range) => ({
    protocol: ANY_PROTOCOL,
    ports: ALL_PORTS,
    peer: { kind: 'addresses', range, text: 'every address, by default' },
    resource,
  }));
}

function readInline(group: Resource, direction: Direction, problems: Problems): readonly GroupRule[] {
  return valuesAt(group.properties, INLINE[direction]).flatMap((rule) => readRule(group, rule, problems));
}

/** Standalone rules by the group that they belong to. One whose group can't be told may belong to any. */
function readStandalone(graph: EnvironmentGraph, direction: Direction, problems: Problems): (group: Resource) => readonly GroupRule[] {
  const rules = graph.ofType(RULE_TYPES[direction]).map((resource) => {
    const group = groupOf(resource.properties.GroupId);
    if (group === undefined) problems.note(resource, 'GroupId is no security group of the templates, so that the rule may belong to any: refer to the group');
    return { group, rules: readRule(resource, resource.properties, problems) };
  });
  return (group) => rules.filter((rule) => rule.group === group || rule.group === undefined).flatMap((rule) => rule.rules);
}

function readRule(resource: Resource, rule: Value, problems: Problems): readonly GroupRule[] {
  const protocol = readProtocol(resource, at(rule, 'IpProtocol'), problems);
  const ports = hasPorts(protocol) ? readPorts(resource, rule, problems) : ALL_PORTS;
  return readPeers(resource, rule, problems).map((peer) => ({ protocol, ports, peer, resource }));
}

function readPeers(resource: Resource, rule: Value, problems: Problems): readonly Peer[] {
  const peers = PEERS.flatMap(({ property, read }) => {
    const value = isUnresolved(rule) ? undefined : at(rule, property);
    return value === undefined ? [] : [read(resource, property, value, problems)];
  });
  if (peers.length > 0) return peers.flat();
  problems.note(resource, 'a rule names no peer that can be told (a block, a prefix list or a group), so that the proof must take it for anybody');
  return [anything(rule)];
}

function readProtocol(resource: Resource, value: Value | undefined, problems: Problems): Protocol {
  const text = stringOf(value);
  const protocol = typeof text === 'string' ? protocolOf(text) : undefined;
  if (protocol === undefined) problems.note(resource, 'a rule names no protocol that can be told, so that the proof must take it for all');
  return protocol ?? ANY_PROTOCOL;
}

/** A rule without ports, or with -1, opens all. */
function readPorts(resource: Resource, rule: Value, problems: Problems): Ports {
  const [from, to] = ['FromPort', 'ToPort'].map((property) => numberOf(at(rule, property)));
  if (typeof from === 'number' && typeof to === 'number') return from < 0 ? ALL_PORTS : [{ from, to }];
  if (from !== undefined || to !== undefined) problems.note(resource, "a rule's ports can't be told, so that the proof must take it for all");
  return ALL_PORTS;
}
