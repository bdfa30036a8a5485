import type { Direction, End, Group, GroupRule, Seen } from './model';
import { matches } from './peers';
import { ALL_PORTS, holds, unite, type Ports } from './ports';
import { ANY_PROTOCOL, type Protocol } from './protocols';

/**
 * The ports that the groups of one end admit. Rules only allow, and one of any group is enough. Groups are stateful, so
 * that answers need no rule. Nothing filters an end without groups.
 */
export function groupPorts(end: End, direction: Direction, protocol: Protocol, other: Seen): Ports {
  if (end.kind === 'outside' || end.groups.length === 0) return ALL_PORTS;
  return unite(rulesFor(end.groups, direction, protocol, other).flatMap((rule) => rule.ports));
}

/** The rule that lets a connection to this port through; `undefined` when there are no groups, or no rule does. */
export function groupRule(end: End, direction: Direction, protocol: Protocol, other: Seen, port: number): GroupRule | undefined {
  if (end.kind === 'outside') return undefined;
  return rulesFor(end.groups, direction, protocol, other).find((rule) => holds(rule.ports, port));
}

function rulesFor(groups: readonly Group[], direction: Direction, protocol: Protocol, other: Seen): readonly GroupRule[] {
  return groups.flatMap((group) =>
    group[direction].filter((rule) => (rule.protocol === protocol || rule.protocol === ANY_PROTOCOL) && matches(rule.peer, other)),
  );
}
