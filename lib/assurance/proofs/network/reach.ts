import { aclPorts } from './acls';
import { sameFamily } from './addresses';
import { groupPorts } from './groups';
import type { End, Seen, Subnet } from './model';
import { EPHEMERAL_PORTS, intersect, NO_PORTS, type Ports } from './ports';
import { TCP, type Protocol } from './protocols';
import { exits, type Exit, type SubnetLookup } from './routes';

const UNSEEN: readonly undefined[] = [undefined];

/** What one end would send to the other: everything about it but the port. */
export interface Packet {
  readonly from: End;
  readonly to: End;
  readonly protocol: Protocol;
  /** `undefined` where packets come in by whatever way, so that only groups see them. */
  readonly source: bigint | undefined;
  readonly destination: bigint;
}

/** A packet, and the ports at which it arrives. Never without a port. */
export interface Reach extends Packet {
  readonly ports: Ports;
}

/** Where one end reaches the other: what each kind of address at both can do. Empty when it doesn't. */
export function reach(from: End, to: End, protocols: readonly Protocol[], lookUp: SubnetLookup): readonly Reach[] {
  return protocols.flatMap((protocol) =>
    destinationsOf(to).flatMap((destination) => {
      // Most pairs are told apart by the sender's groups, before any source is looked at.
      const released = groupPorts(from, 'egress', protocol, seen(to, destination));
      return released.length === 0
        ? []
        : sourcesOf(from, destination).flatMap((source) => arrival({ from, to, protocol, source, destination }, released, lookUp));
    }),
  );
}

function arrival(packet: Packet, released: Ports, lookUp: SubnetLookup): readonly Reach[] {
  const ports = admitted(packet, released);
  return ports.length > 0 && isAnswered(packet) && isRouted(packet, lookUp) ? [{ ...packet, ports }] : [];
}

/** How an end looks from the other. */
export function seen(end: End, address: bigint | undefined): Seen {
  return end.kind === 'stand' ? { address, groups: end.groups, prefixList: undefined } : { address, groups: [], prefixList: end.prefixList };
}

/** Whether network ACLs see the packet: not inside one subnet, nor where it comes in by whatever way. */
export function meetsAcls({ from, to, source }: Packet): boolean {
  const inside = from.kind === 'stand' && to.kind === 'stand' && from.subnet === to.subnet;
  return !inside && source !== undefined;
}

/** The exits by which the packet passes between a subnet and the outside; none when both ends are inside, or no way is needed. */
export function passages({ from, to, source, destination }: Packet, lookUp: SubnetLookup): readonly Exit[] {
  if (from.kind === 'stand' && to.kind === 'outside') return exits(from.subnet, seen(to, destination), lookUp).filter((exit) => to.leftBy.has(exit.kind));
  if (from.kind === 'outside' && to.kind === 'stand') {
    const { entersBy } = from;
    return entersBy === 'any' ? [] : exits(to.subnet, seen(from, source), lookUp).filter((exit) => entersBy.has(exit.kind));
  }
  return [];
}

function sourcesOf(from: End, destination: bigint): readonly (bigint | undefined)[] {
  if (from.kind === 'outside' && from.entersBy === 'any') return UNSEEN;
  const addresses = from.kind === 'outside' ? from.addresses : from.subnet.addresses;
  return addresses.filter((source) => sameFamily(source, destination));
}

function destinationsOf(to: End): readonly bigint[] {
  return to.kind === 'outside' ? to.addresses : to.subnet.addresses;
}

function admitted(packet: Packet, released: Ports): Ports {
  const { from, to, protocol, source, destination } = packet;
  const sender = seen(from, source);
  const grouped = meet(released, () => groupPorts(to, 'ingress', protocol, sender));
  if (!meetsAcls(packet)) return grouped;
  return meet(
    meet(grouped, () => aclPorts(from, 'egress', protocol, seen(to, destination))),
    () => aclPorts(to, 'ingress', protocol, sender),
  );
}

/** The next filter is asked only when something is left. */
function meet(ports: Ports, next: () => Ports): Ports {
  return ports.length === 0 ? NO_PORTS : intersect(ports, next());
}

/**
 * Network ACLs keep no state: the answer to the client's port must pass both, too. Only TCP needs it to do harm; a single
 * datagram is received whether or not its answer comes back.
 */
function isAnswered(packet: Packet): boolean {
  if (packet.protocol !== TCP || !meetsAcls(packet)) return true;
  const { from, to, protocol, source, destination } = packet;
  const back = meet(aclPorts(to, 'egress', protocol, seen(from, source)), () => aclPorts(from, 'ingress', protocol, seen(to, destination)));
  return intersect(back, EPHEMERAL_PORTS).length > 0;
}

/** Inside one VPC the local route always leads there, and no route of a table can take it away. */
function isRouted(packet: Packet, lookUp: SubnetLookup): boolean {
  const { from, to } = packet;
  if (from.kind === 'stand' && to.kind === 'stand') return mayShareVpc(from.subnet, to.subnet);
  return (from.kind === 'outside' && from.entersBy === 'any') || passages(packet, lookUp).length > 0;
}

function mayShareVpc(one: Subnet, other: Subnet): boolean {
  return one.vpc === undefined || other.vpc === undefined || one.vpc === other.vpc;
}
