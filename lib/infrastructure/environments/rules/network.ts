import { parseNetwork } from '../cidr';
import type { Draft } from '../draft';
import { TEAM_FILE } from '../field';
import { isLoopback, LOCAL_DOMAIN } from '../host-name';
import { fewestZones, isKept, present, when, type Fault, type Rule } from './rule';

/** Three tiers and the firewall's, which may be turned on later. */
const TIERS = 4;
/** The smallest subnet, 251 addresses: functions and tasks take one each. */
const SUBNET_PREFIX = 24;
/** The largest VPC that AWS makes. */
const LARGEST_PREFIX = 16;

/** NET-1, NET-7, NET-8: the size of the VPC and what leaves it. */
export const networkRules: readonly Rule[] = [
  { claim: 'The VPC is no larger than /16, and holds a /24 for each of four tiers in every zone.', faults: sizeFaults },
  {
    claim: 'Interface endpoints are off in dev and local only.',
    faults: (draft) =>
      when(isKept(draft) && draft.network?.interfaceEndpoints === false, {
        field: 'network.interfaceEndpoints',
        given: false,
        allowed: `true in ${String(draft.name)}`,
        fix: 'leave it out, the default is true',
      }),
  },
  {
    claim: 'localhost, and names below it, stand in local only; the domain of local is ringwall.localhost.',
    faults: (draft) => (draft.name === 'local' ? localDomainFaults(draft) : loopbackFaults(draft)),
  },
];

function sizeFaults(draft: Draft): readonly Fault[] {
  const zones = Math.max(draft.zones?.length ?? 0, fewestZones(draft));
  const smallest = SUBNET_PREFIX - Math.ceil(Math.log2(TIERS * zones));
  const prefix = parseNetwork(draft.network?.cidr ?? '')?.prefix ?? smallest;
  const isSmall = prefix > smallest;
  return when(isSmall || prefix < LARGEST_PREFIX, {
    field: 'network.cidr',
    given: draft.network?.cidr,
    allowed: `/${String(LARGEST_PREFIX)} to /${String(smallest)} for ${String(zones)} zones`,
    fix: isSmall ? 'take a larger network: each of four tiers needs a /24 in every zone' : 'take a smaller network: AWS makes none larger',
  });
}

function localDomainFaults({ domain }: Draft): readonly Fault[] {
  return when(domain !== undefined && domain !== LOCAL_DOMAIN, {
    field: 'domain',
    given: domain,
    allowed: `${LOCAL_DOMAIN} in local`,
    fix: `set ${LOCAL_DOMAIN}: the local cloud answers there`,
  });
}

function loopbackFaults({ name, domain, network }: Draft): readonly Fault[] {
  const allowed = `no loopback name in ${name ?? 'an environment but local'}`;
  const outbound = present(network?.outboundDomains).filter(isLoopback);
  return [
    ...when(domain !== undefined && isLoopback(domain), { field: 'domain', given: domain, allowed, fix: `set the domain that the team owns in ${TEAM_FILE}` }),
    ...outbound.map((given) => ({ field: 'network.outboundDomains', given, allowed, fix: 'remove it' })),
  ];
}
