import type { AclEntry, Direction, End, Seen } from './model';
import { matches } from './peers';
import { ALL_PORTS, holds, intersect, NO_PORTS, subtract, unite, type Ports } from './ports';
import { ANY_PROTOCOL, type Protocol } from './protocols';

/** The ports that the network ACL of an end's subnet lets through: for each, the first entry that matches decides. */
export function aclPorts(end: End, direction: Direction, protocol: Protocol, other: Seen): Ports {
  if (end.kind === 'outside') return ALL_PORTS;
  let undecided = ALL_PORTS;
  let allowed = NO_PORTS;
  for (const entry of entriesFor(end.subnet.acl[direction], protocol, other)) {
    if (entry.allows) allowed = unite([...allowed, ...intersect(undecided, entry.ports)]);
    undecided = subtract(undecided, entry.ports);
  }
  return allowed;
}

/** The entry that decides about a port; `undefined` when none matches, which denies. */
export function aclEntry(end: End, direction: Direction, protocol: Protocol, other: Seen, port: number): AclEntry | undefined {
  if (end.kind === 'outside') return undefined;
  return entriesFor(end.subnet.acl[direction], protocol, other).find((entry) => holds(entry.ports, port));
}

function entriesFor(entries: readonly AclEntry[], protocol: Protocol, other: Seen): readonly AclEntry[] {
  return entries.filter((entry) => (entry.protocol === protocol || entry.protocol === ANY_PROTOCOL) && matches(entry.peer, other));
}
