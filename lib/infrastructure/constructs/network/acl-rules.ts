import { parseNetwork } from '../../environments/cidr';
import type { Environment } from '../../environments/environment';
import type { Flow, Tier } from '../../environments/flows';
import { FlowError } from '../../errors';
import type { PlannedSubnet, SubnetTier } from './subnet-plan';

/** One allowing rule of a network ACL, TCP. What none allows is denied. */
export interface AclRule {
  readonly tier: SubnetTier;
  readonly direction: 'ingress' | 'egress';
  /** Such as `10.2.0.0/21`. */
  readonly cidr: string;
  /** What the range is, such as `private-1` (the tier's subnet in the first zone) or `anywhere`: no zone's name, as accepted risks list the constructs. */
  readonly peer: string;
  /** First and last port. */
  readonly ports: readonly [number, number];
}

/** Where answers go: clients take ports from this range (NAT gateways, load balancers and functions the whole of it). */
const ANSWERS = [1024, 65_535] as const;
const ANYWHERE = [{ cidr: '0.0.0.0/0', peer: 'anywhere' }] as const;

type Range = Pick<AclRule, 'cidr' | 'peer'>;

/**
 * The network ACL of each tier (NET-4), computed from the table of flows: for each row the port at both ends and the way
 * back for answers, which a stateless filter needs. Rows to the internet also pass the NAT gateways in the public tier,
 * and whatever leaves the private tier for either passes the firewall's tier where there is one.
 * @throws FlowError for a row by which anything but the private tier would reach the data tier, or the data tier anything.
 */
export function aclRules(environment: Environment, subnets: readonly PlannedSubnet[]): readonly AclRule[] {
  const tiers = new Map(environment.groups.map(({ name, tier }) => [name, tier]));
  const ranges = (tier: SubnetTier): readonly Range[] =>
    subnets.filter((subnet) => subnet.tier === tier).map(({ cidr }, index) => ({ cidr, peer: `${tier}-${String(index + 1)}` }));
  const rules = environment.flows.flatMap((flow) => {
    const [from, to] = [tiers.get(flow.from), tiers.get(flow.to)];
    refuseDataTier(flow, from, to);
    return between(flow, from, to, environment.network.networkFirewall).flatMap(({ at, direction, peer, ports }) =>
      (peer === 'anywhere' ? ANYWHERE : ranges(peer)).map((range): AclRule => ({ tier: at, direction, ...range, ports })),
    );
  });
  return withoutCovered(rules);
}

interface Leg {
  readonly at: SubnetTier;
  readonly direction: 'ingress' | 'egress';
  readonly peer: SubnetTier | 'anywhere';
  readonly ports: readonly [number, number];
}

/** A connection passes its first tier, those between, and its last; each sees it come from the first and go to the last. */
function between(flow: Flow, from: Tier | undefined, to: Tier | undefined, firewall: boolean): readonly Leg[] {
  const ports = [flow.port, flow.port] as const;
  const source: SubnetTier | 'anywhere' = from ?? 'anywhere';
  const destination: SubnetTier | 'anywhere' = to ?? 'anywhere';
  const passed = tiersBetween(flow, from, to, firewall);
  const sending = [...(from === undefined ? [] : [from]), ...passed].flatMap((tier) => sends(tier, destination, ports));
  const receiving = [...passed, ...(to === undefined ? [] : [to])].flatMap((tier) => receives(tier, source, ports));
  return [...sending, ...receiving];
}

function tiersBetween(flow: Flow, from: Tier | undefined, to: Tier | undefined, firewall: boolean): readonly SubnetTier[] {
  if (from === 'private' && flow.to === 'internet') {
    return firewall ? ['firewall', 'public'] : ['public'];
  }
  const crosses = (from === 'public' && to === 'private') || (from === 'private' && to === 'public');
  return firewall && crosses ? ['firewall'] : [];
}

function sends(at: SubnetTier, peer: SubnetTier | 'anywhere', ports: Leg['ports']): readonly Leg[] {
  return [
    { at, direction: 'egress', peer, ports },
    { at, direction: 'ingress', peer, ports: ANSWERS },
  ];
}

function receives(at: SubnetTier, peer: SubnetTier | 'anywhere', ports: Leg['ports']): readonly Leg[] {
  return [
    { at, direction: 'ingress', peer, ports },
    { at, direction: 'egress', peer, ports: ANSWERS },
  ];
}

function refuseDataTier({ name, from, to }: Flow, fromTier: Tier | undefined, toTier: Tier | undefined): void {
  if (fromTier === 'data') {
    throw new FlowError(name, `lets '${from}', which stands in the data tier, connect`, 'The data tier only answers: take the row out, or move the group.');
  }
  if (toTier === 'data' && fromTier !== 'private') {
    throw new FlowError(
      name,
      `lets '${from}' reach '${to}' in the data tier from outside the private tier`,
      'Only the private tier reaches the data tier: go through a group of it.',
    );
  }
}

/** Leaves out what another rule allows anyway, and repetitions: quotas allow 20 rules a direction. */
function withoutCovered(rules: readonly AclRule[]): readonly AclRule[] {
  return rules.filter(
    (rule, index) => !rules.some((other, position) => position !== index && covers(other, rule) && (position < index || !covers(rule, other))),
  );
}

function covers(wide: AclRule, narrow: AclRule): boolean {
  const sameList = wide.tier === narrow.tier && wide.direction === narrow.direction;
  return sameList && wide.ports[0] <= narrow.ports[0] && narrow.ports[1] <= wide.ports[1] && contains(wide.cidr, narrow.cidr);
}

function contains(wide: string, narrow: string): boolean {
  const [outer, inner] = [parseNetwork(wide), parseNetwork(narrow)];
  return outer !== undefined && inner !== undefined && outer.first <= inner.first && inner.last <= outer.last;
}
