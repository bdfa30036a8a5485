import type { Resource } from '../../templates/graph';
import { aclEntry, aclPorts } from './acls';
import { addressText } from './addresses';
import { groupRule } from './groups';
import type { AclEntry, Direction, End, GroupRule } from './model';
import { endName } from './names-of-ends';
import { peerText } from './peers';
import { EPHEMERAL_PORTS, intersect, portsText } from './ports';
import { TCP, trafficText } from './protocols';
import { meetsAcls, passages, seen, type Packet, type Reach } from './reach';
import type { Exit, SubnetLookup } from './routes';

/** The way of a packet to one port, gate by gate, for people. */
export function explain(packet: Packet, port: number, lookUp: SubnetLookup): readonly string[] {
  const { from, to, source, destination } = packet;
  const [way] = passages(packet, lookUp);
  return [
    endText(from, source),
    ...ruleText(from, 'egress', packet, port),
    ...entryText(from, 'egress', packet, port),
    ...(way === undefined ? [] : routeTexts(way)),
    ...entryText(to, 'ingress', packet, port),
    ...ruleText(to, 'ingress', packet, port),
    `${endText(to, destination)}, ${trafficText(packet.protocol, [{ from: port, to: port }])}`,
    ...answerTexts(packet),
  ];
}

/** The rule by which the receiving end lets the packet in, or else what stands there. */
export function admittedBy({ from, to, protocol, source }: Reach, port: number): Resource | undefined {
  const rule = groupRule(to, 'ingress', protocol, seen(from, source), port);
  return rule?.resource ?? (to.kind === 'stand' ? to.resource : undefined);
}

/** The rule by which the sending end lets the packet out, or else what stands there. */
export function releasedBy({ from, to, protocol, destination }: Reach, port: number): Resource | undefined {
  const rule = groupRule(from, 'egress', protocol, seen(to, destination), port);
  return rule?.resource ?? (from.kind === 'stand' ? from.resource : undefined);
}

/** The routes of a way out, such as `route network/Routes/data/to-internet (…): 0.0.0.0/0 by NAT gateway …`. */
export function routeTexts({ routes }: Exit): readonly string[] {
  return routes.map((route) => `route ${placed(route.resource)}: ${peerText(route.destination)} by ${route.target.text}`);
}

function endText(end: End, address: bigint | undefined): string {
  const at = address === undefined ? '' : ` at ${addressText(address)}`;
  return end.kind === 'outside' ? `${end.name}${at}` : `${endName(end)} in ${end.subnet.resource.path}${at}`;
}

function ruleText(end: End, direction: Direction, packet: Packet, port: number): readonly string[] {
  const rule = groupRule(end, direction, packet.protocol, other(direction, packet), port);
  return rule === undefined ? [] : [`security group rule ${placed(rule.resource)}: ${does(rule, direction)}`];
}

function entryText(end: End, direction: Direction, packet: Packet, port: number): readonly string[] {
  const entry = meetsAcls(packet) ? aclEntry(end, direction, packet.protocol, other(direction, packet), port) : undefined;
  return entry === undefined ? [] : [aclText(entry, direction)];
}

function aclText(entry: AclEntry, direction: Direction): string {
  return `network ACL rule ${entry.number}, ${placed(entry.resource)}: ${does(entry, direction)}`;
}

/** Network ACLs see the answer as well. */
function answerTexts(packet: Packet): readonly string[] {
  if (packet.protocol !== TCP || !meetsAcls(packet)) return [];
  const { from, to, protocol } = packet;
  const [client, server] = [other('ingress', packet), other('egress', packet)];
  const [port] = intersect(intersect(aclPorts(to, 'egress', protocol, client), aclPorts(from, 'ingress', protocol, server)), EPHEMERAL_PORTS);
  if (port === undefined) return [];
  const back = [aclEntry(to, 'egress', protocol, client, port.from), aclEntry(from, 'ingress', protocol, server, port.from)];
  const texts = back.map((entry, index) => (entry === undefined ? undefined : aclText(entry, index === 0 ? 'egress' : 'ingress')));
  return texts.filter((text) => text !== undefined).map((text) => `answer to ports ${portsText([port])}: ${text}`);
}

/** Whom a filter in this direction sees at the other end. */
function other(direction: Direction, { from, to, source, destination }: Packet): ReturnType<typeof seen> {
  return direction === 'egress' ? seen(to, destination) : seen(from, source);
}

function does({ protocol, ports, peer }: GroupRule | AclEntry, direction: Direction): string {
  return `lets ${trafficText(protocol, ports)} ${direction === 'egress' ? 'out to' : 'in from'} ${peerText(peer)}`;
}

function placed({ path, source }: Resource): string {
  return source === undefined ? path : `${path} (${source})`;
}
