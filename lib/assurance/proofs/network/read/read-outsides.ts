import { EVERYWHERE, INTERNET, representatives, without, type AddressRange } from '../addresses';
import type { ExitKind, Group, Outside, Peer, Route } from '../model';

const TO_INTERNET: readonly ExitKind[] = ['internet-gateway', 'nat-gateway', 'egress-only-gateway', 'unknown'];

const BEYOND: readonly ExitKind[] = ['another-network', 'unknown'];
const NOWHERE: readonly ExitKind[] = [];

/** What `readOutsides` reads from. */
export interface Surroundings {
  readonly groups: readonly Group[];
  readonly routes: readonly Route[];
  /** The addresses of the VPCs, which aren't outside. */
  readonly own: readonly AddressRange[];
  /** Every block that some rule tells apart. */
  readonly blocks: readonly AddressRange[];
}

/**
 * The networks beyond the templates: the internet, what lies behind a way to another network, and the holders of each
 * prefix list that a rule or route names. CloudFront's VPC origins come in without a route and from interfaces that AWS
 * places, so that for a prefix list's holders groups alone decide who gets in.
 */
export function readOutsides({ groups, routes, own, blocks }: Surroundings): readonly Outside[] {
  const internet = representatives(without(INTERNET, own), blocks);
  const elsewhere = representatives(without(EVERYWHERE, own), blocks);
  const incoming = prefixLists(groups.flatMap((group) => group.ingress).map((rule) => rule.peer));
  const outgoing = prefixLists([...groups.flatMap((group) => group.egress).map((rule) => rule.peer), ...routes.map((route) => route.destination)]);
  return [
    {
      kind: 'outside',
      name: 'internet',
      prefixList: undefined,
      addresses: internet,
      entersBy: new Set<ExitKind>(['internet-gateway', 'unknown']),
      leftBy: new Set(TO_INTERNET),
    },
    { kind: 'outside', name: 'another network', prefixList: undefined, addresses: elsewhere, entersBy: new Set(BEYOND), leftBy: new Set(BEYOND) },
    ...[...new Set([...incoming, ...outgoing])].sort().map((name): Outside => {
      // Whom nothing outward names is reached as part of the internet, and needs no line of its own.
      const leftBy = outgoing.has(name) ? [...TO_INTERNET, 'endpoint' as const] : NOWHERE;
      return { kind: 'outside', name, prefixList: name, addresses: internet, entersBy: 'any', leftBy: new Set(leftBy) };
    }),
  ];
}

function prefixLists(peers: readonly Peer[]): ReadonlySet<string> {
  return new Set(peers.flatMap((peer) => (peer.kind === 'prefix-list' ? [peer.name] : [])));
}
