import { contains } from './addresses';
import type { Peer, Seen } from './model';

/** Whether a rule or route that speaks of this peer speaks of what is seen. */
export function matches(peer: Peer, seen: Seen): boolean {
  switch (peer.kind) {
    case 'addresses':
      return seen.address !== undefined && contains(peer.range, seen.address);
    case 'group':
      return seen.groups.some((group) => group.resource === peer.group);
    case 'prefix-list':
      return seen.prefixList === peer.name;
    case 'anything':
      return true;
  }
}

/** The peer as people read it. */
export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'group':
      return `group ${peer.group.path}`;
    case 'prefix-list':
      return `prefix list ${peer.name}`;
    case 'addresses':
      return peer.text;
    case 'anything':
      return `anything (${peer.text})`;
  }
}
