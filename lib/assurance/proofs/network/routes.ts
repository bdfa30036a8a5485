import { EVERYWHERE } from './addresses';
import type { ExitKind, Route, Seen, Subnet } from './model';
import { matches } from './peers';

/** A way out of a subnet to one destination: what it is, and the routes that lead there, in order. */
export interface Exit {
  readonly kind: ExitKind;
  readonly routes: readonly Route[];
}

/** Looks a subnet up by its resource: firewalls pass packets on by their own subnets' routes. */
export type SubnetLookup = (resource: Subnet['resource']) => Subnet | undefined;

/**
 * The ways by which packets for a destination outside the VPC leave a subnet. Several are possible where a firewall stands
 * in several subnets, or where a route can't be resolved: that one may always apply.
 */
export function exits(subnet: Subnet, destination: Seen, lookUp: SubnetLookup): readonly Exit[] {
  return follow(subnet, destination, lookUp, []);
}

function follow(subnet: Subnet, destination: Seen, lookUp: SubnetLookup, before: readonly Route[]): readonly Exit[] {
  return chosen(subnet.routes, destination).flatMap((route) => {
    const routes = [...before, route];
    const { target } = route;
    if (target.kind !== 'firewall') return [{ kind: target.kind, routes }];
    if (before.includes(route)) return [];
    const next = target.subnets.map(lookUp).filter((found) => found !== undefined);
    return next.flatMap((firewallSubnet) => follow(firewallSubnet, destination, lookUp, routes));
  });
}

/**
 * Among a table's own blocks the narrowest is taken. Prefix lists are another matter: AWS lets a route's own block go before
 * a list's that overlaps it, and doesn't say which of several lists goes first, so that each list's route may be taken, too.
 * Certain is only that a list which AWS keeps goes before a route for all addresses, as gateway endpoints need it to.
 */
function chosen(routes: readonly Route[], destination: Seen): readonly Route[] {
  const matching = routes.filter((route) => matches(route.destination, destination));
  const possible = matching.filter((route) => route.listed || route.destination.kind !== 'addresses');
  const blocks = matching.filter((route) => !possible.includes(route));
  const narrowest = Math.min(...blocks.map(hostBits));
  const outdone = matching.some((route) => route.destination.kind === 'prefix-list');
  return [...possible, ...blocks.filter((route) => hostBits(route) === narrowest && !(outdone && isWholeFamily(route)))];
}

/** How many bits of an address the route leaves open. */
function hostBits({ destination }: Route): number {
  return destination.kind === 'addresses' ? Math.log2(Number(destination.range.high - destination.range.low + 1n)) : Number.POSITIVE_INFINITY;
}

function isWholeFamily({ destination }: Route): boolean {
  return destination.kind === 'addresses' && EVERYWHERE.some((family) => family.low === destination.range.low && family.high === destination.range.high);
}
