import type { EnvironmentGraph, Resource, Value } from '../../../templates/graph';
import { at, booleanOf, isUnresolved, numberOf, stringOf } from '../../../templates/values';
import { EVERYWHERE } from '../addresses';
import type { Acl, AclEntry, AddressPeer, Direction } from '../model';
import { ALL_PORTS, NO_PORTS, type Ports } from '../ports';
import { ANY_PROTOCOL, hasPorts, protocolOf, type Protocol } from '../protocols';
import type { Problems } from './problems';
import { aclOf, anything, readBlock } from './read-peers';
import { resourceAt } from './resource-at';

/** An entry with the ACL and direction that it belongs to; `undefined` where that can't be told. */
interface PlacedEntry extends AclEntry {
  readonly acl: Resource | undefined;
  readonly direction: Direction | undefined;
}

/** The network ACL of each subnet. A subnet without one has its VPC's default ACL, which allows everything. */
export function readAcls(graph: EnvironmentGraph, problems: Problems): (subnet: Resource) => Acl {
  const entries = graph.ofType('AWS::EC2::NetworkAclEntry').map((resource) => readEntry(resource, problems));
  const associations = readAssociations(graph, problems);
  return (subnet) => {
    const acls = associations.filter((association) => association.subnet === subnet || association.subnet === undefined).map(({ acl }) => acl);
    const [only, ...more] = new Set(acls);
    if (more.length > 0) problems.note(subnet, 'several network ACLs may be its own, so that the proof must take it that none filters: associate exactly one');
    if (more.length > 0 || (acls.length > 0 && only === undefined)) return openAcl(subnet, "network ACL that can't be told");
    return only?.type === 'AWS::EC2::NetworkAcl' ? aclFrom(only, entries, []) : defaultAcl(subnet, entries);
  };
}

function defaultAcl(subnet: Resource, entries: readonly PlacedEntry[]): Acl {
  const owner = resourceAt(subnet.properties.VpcId, 'AWS::EC2::VPC') ?? subnet;
  return aclFrom(owner, entries, openEntries(owner), `default network ACL of ${owner.path}`);
}

function openAcl(resource: Resource, name: string): Acl {
  return { name, ingress: openEntries(resource), egress: openEntries(resource) };
}

/** The rules with which EC2 makes a VPC's default ACL: 100 for IPv4, 101 for IPv6. */
function openEntries(resource: Resource): readonly AclEntry[] {
  return [...EVERYWHERE].reverse().map((range, index) => {
    const peer: AddressPeer = { kind: 'addresses', range, text: 'every address, by default' };
    return { number: 100 + index, allows: true, protocol: ANY_PROTOCOL, ports: ALL_PORTS, peer, resource };
  });
}

/** Entries that can't be told are allowances of the worst kind, so that they go first. */
function aclFrom(acl: Resource, entries: readonly PlacedEntry[], own: readonly AclEntry[], name = acl.path): Acl {
  const towards = (direction: Direction): readonly AclEntry[] => {
    const placed = entries.filter(
      (entry) => (entry.acl === acl || entry.acl === undefined) && (entry.direction === direction || entry.direction === undefined),
    );
    return [...placed, ...own].sort((one, other) => one.number - other.number);
  };
  return { name, ingress: towards('ingress'), egress: towards('egress') };
}

function readEntry(resource: Resource, problems: Problems): PlacedEntry {
  const { properties } = resource;
  const acl = aclOf(properties.NetworkAclId);
  const egress = booleanOf(properties.Egress ?? false);
  const number = numberOf(properties.RuleNumber);
  const action = stringOf(properties.RuleAction);
  const protocolText = stringOf(properties.Protocol);
  const protocol = typeof protocolText === 'string' ? protocolOf(protocolText) : undefined;
  const known =
    acl !== undefined && typeof egress === 'boolean' && typeof number === 'number' && (action === 'allow' || action === 'deny') && protocol !== undefined;
  if (!known) problems.note(resource, "its ACL, number, action, direction or protocol can't be told, so that the proof must take it for an allowance");
  const peer = readPeer(resource, problems);
  const allows = action !== 'deny';
  const ports = readEntryPorts(resource, protocol ?? ANY_PROTOCOL, problems);
  return {
    acl,
    direction: typeof egress === 'boolean' ? (egress ? 'egress' : 'ingress') : undefined,
    number: known ? number : 0,
    allows,
    protocol: protocol ?? ANY_PROTOCOL,
    // A denial counts only where nothing about it is open.
    ports: allows || (known && peer.kind === 'addresses') ? ports : NO_PORTS,
    peer,
    resource,
  };
}

function readPeer(resource: Resource, problems: Problems): AddressPeer {
  for (const property of ['CidrBlock', 'Ipv6CidrBlock']) {
    const value = resource.properties[property];
    if (value !== undefined) return readBlock(resource, property, value, problems)[0] ?? anything(value);
  }
  problems.note(resource, 'names no block, so that the proof must take it for any address');
  return anything(undefined);
}

/** What can't be told opens all ports in an allowance and none in a denial. A denial of some kinds of ICMP closes none, either. */
function readEntryPorts(resource: Resource, protocol: Protocol, problems: Problems): Ports {
  const denies = resource.properties.RuleAction === 'deny';
  if (!hasPorts(protocol)) return denies && isPartialIcmp(resource.properties.Icmp) ? NO_PORTS : ALL_PORTS;
  const range = resource.properties.PortRange;
  const [from, to] = ['From', 'To'].map((property) => numberOf(isUnresolved(range) ? range : at(range, property)));
  if (typeof from === 'number' && typeof to === 'number') return from < 0 ? ALL_PORTS : [{ from, to }];
  if (from !== undefined || to !== undefined) problems.note(resource, "PortRange can't be told, so that the proof must take the worst");
  return denies ? NO_PORTS : ALL_PORTS;
}

function isPartialIcmp(icmp: Value | undefined): boolean {
  return icmp !== undefined && (numberOf(at(icmp, 'Type')) !== -1 || numberOf(at(icmp, 'Code')) !== -1);
}

function readAssociations(
  graph: EnvironmentGraph,
  problems: Problems,
): readonly { readonly subnet: Resource | undefined; readonly acl: Resource | undefined }[] {
  return graph.ofType('AWS::EC2::SubnetNetworkAclAssociation').map((resource) => {
    const subnet = resourceAt(resource.properties.SubnetId, 'AWS::EC2::Subnet');
    const acl = aclOf(resource.properties.NetworkAclId);
    if (subnet === undefined || acl === undefined) problems.note(resource, "its subnet or ACL can't be told, so that the proof must take the worst");
    return { subnet, acl };
  });
}
