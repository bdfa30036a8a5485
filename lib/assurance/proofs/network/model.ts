import type { Resource } from '../../templates/graph';
import type { AddressRange } from './addresses';
import type { Ports } from './ports';
import type { Protocol } from './protocols';

/** Seen from the interface that a rule is for. */
export type Direction = 'ingress' | 'egress';

/**
 * Whom a rule or route speaks of. `prefix-list` is one whose entries AWS keeps, by name (`cloudfront`, `s3`) or, where
 * nobody published one, by ID. `anything` is what couldn't be resolved: it is taken to mean everybody.
 */
export type Peer =
  | { readonly kind: 'addresses'; readonly range: AddressRange; readonly text: string }
  | { readonly kind: 'group'; readonly group: Resource }
  | { readonly kind: 'prefix-list'; readonly name: string }
  | { readonly kind: 'anything'; readonly text: string };

/** Whom ACLs and routes can speak of: they know no groups. */
export type AddressPeer = Exclude<Peer, { readonly kind: 'group' }>;

/** How one end of a connection looks to a filter at the other. */
export interface Seen {
  /** `undefined` where it isn't known; then no block holds it. */
  readonly address: bigint | undefined;
  readonly groups: readonly Group[];
  readonly prefixList: string | undefined;
}

/** One rule of a security group. */
export interface GroupRule {
  readonly protocol: Protocol;
  readonly ports: Ports;
  readonly peer: Peer;
  readonly resource: Resource;
}

/** A security group, known by its resource. The default group of a VPC is known by the VPC's. */
export interface Group {
  /** As the configuration calls it, or its path. */
  readonly name: string;
  /** Where its members stand; `undefined` when the configuration doesn't know the group. */
  readonly tier: string | undefined;
  readonly resource: Resource;
  readonly ingress: readonly GroupRule[];
  readonly egress: readonly GroupRule[];
}

/** One numbered rule of a network ACL. */
export interface AclEntry {
  readonly number: number;
  readonly allows: boolean;
  readonly protocol: Protocol;
  readonly ports: Ports;
  readonly peer: AddressPeer;
  readonly resource: Resource;
}

/** A network ACL; its entries in the order of their numbers. What none matches is denied. */
export interface Acl {
  readonly name: string;
  readonly ingress: readonly AclEntry[];
  readonly egress: readonly AclEntry[];
}

/** What a way out of a subnet is, seen from the subnet. */
export type ExitKind =
  /** Both ways, to the internet. */
  | 'internet-gateway'
  /** Outward only, IPv4. */
  | 'nat-gateway'
  /** Outward only, IPv6. */
  | 'egress-only-gateway'
  /** A gateway endpoint, to one service of AWS. */
  | 'endpoint'
  /** A transit gateway, peering, VPN and the like: both ways, to networks that the templates don't hold. */
  | 'another-network'
  /** What the templates don't tell: taken for all of the above. */
  | 'unknown';

/** Where a route leads. A firewall's endpoint passes packets on by the routes of the subnets in which it stands. */
export type RouteTarget =
  { readonly kind: ExitKind; readonly text: string } | { readonly kind: 'firewall'; readonly text: string; readonly subnets: readonly Resource[] };

/** One route of a route table. The local routes are left out: no route can take a VPC's own addresses out of it. */
export interface Route {
  readonly destination: AddressPeer;
  /** Whether the destination is an entry of a prefix list, and not named by the route itself. */
  readonly listed: boolean;
  readonly target: RouteTarget;
  readonly resource: Resource;
}

/** A subnet with what decides about its packets. */
export interface Subnet {
  readonly resource: Resource;
  /** Its tier, such as `data`; `undefined` when the templates don't tell. */
  readonly tier: string | undefined;
  readonly vpc: Resource | undefined;
  /** One address of each kind that rules can tell apart. */
  readonly addresses: readonly bigint[];
  readonly acl: Acl;
  readonly routes: readonly Route[];
}

/** Network interfaces that nothing tells apart: the same groups in the same subnet. */
export interface Stand {
  readonly kind: 'stand';
  /** The groups that they wear; without any, nothing filters their packets. */
  readonly groups: readonly Group[];
  readonly subnet: Subnet;
  /** What stands there, or the group itself where nothing wears it yet. */
  readonly resource: Resource;
}

/** Either end of a connection. */
export type End = Stand | Outside;

/** A network beyond the templates. */
export interface Outside {
  readonly kind: 'outside';
  /** Such as `internet`, `another network`, `cloudfront`. */
  readonly name: string;
  /** The prefix list that holds its addresses. */
  readonly prefixList: string | undefined;
  readonly addresses: readonly bigint[];
  /** By which exits of a subnet its packets come in; `any`: by whatever way, so that groups alone decide. */
  readonly entersBy: ReadonlySet<ExitKind> | 'any';
  /** By which exits packets get to it. */
  readonly leftBy: ReadonlySet<ExitKind>;
}

/** All that the templates tell of an environment's network. */
export interface Network {
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Group[];
  readonly stands: readonly Stand[];
  readonly outsides: readonly Outside[];
  /** The protocols that rules tell apart, and one for all others. */
  readonly protocols: readonly Protocol[];
}
