import { EVERYWHERE, type AddressRange } from '../proofs/network/addresses';
import { distinct } from '../proofs/network/findings';
import type { GroupRule } from '../proofs/network/model';
import { holds, portsText } from '../proofs/network/ports';
import { TCP } from '../proofs/network/protocols';
import type { EnvironmentGraph } from '../templates/graph';
import type { Check } from './check';
import { networkOf, untold } from './support/network';
import { RULE_TYPES, ruleText, writtenRules, type WrittenRule } from './support/rules';

/** A block with more host bits than these is as good as all addresses: nobody's own network is so wide (an IPv4 /8, an IPv6 /16). */
const WIDEST = { ipv4: 24n, ipv6: 112n } as const;

/** NET-5. What leaves for the internet needs a rule for all addresses: firewalls judge it by name, a group can't. */
export const noOpenSecurityGroupRule: Check = {
  id: 'no-open-security-group-rule',
  claim: "No rule admits all addresses, in IPv4 or IPv6, and none sends to all of them but those of the table's rows to the internet, on their port.",
  judge: (graph) => {
    const rules = writtenRules(networkOf(graph));
    const groups = graph.ofType('AWS::EC2::SecurityGroup');
    const open = rules.filter(({ rule }) => isOpen(rule)).filter((one) => !isRowToInternet(one, graph));
    const findings = open.map((one) => ({
      resource: one.rule.resource,
      reason: `${one.group.name} ${ruleText(one)}: a rule names groups, prefix lists of AWS or narrow blocks, not everybody`,
    }));
    return { judged: distinct([...groups, ...rules.map(({ rule }) => rule.resource)]), findings: [...findings, ...untold(graph, RULE_TYPES)] };
  },
};

/** A prefix list known by its ID alone may hold anything. */
function isOpen({ peer }: GroupRule): boolean {
  if (peer.kind === 'prefix-list') return peer.name.startsWith('pl-');
  return peer.kind === 'anything' || (peer.kind === 'addresses' && isWide(peer.range));
}

function isWide({ low, high }: AddressRange): boolean {
  const isIpv4 = low >= (EVERYWHERE.at(-1)?.low ?? 0n);
  return high - low + 1n > 1n << (isIpv4 ? WIDEST.ipv4 : WIDEST.ipv6);
}

function isRowToInternet({ group, direction, rule }: WrittenRule, { configuration }: EnvironmentGraph): boolean {
  const isAllOfIpv4 = rule.peer.kind === 'addresses' && rule.peer.text === '0.0.0.0/0';
  if (direction !== 'egress' || rule.protocol !== TCP || !isAllOfIpv4) return false;
  return configuration.flows.some(
    ({ from, to, port }) => from === group.name && to === 'internet' && holds(rule.ports, port) && portsText(rule.ports) === String(port),
  );
}
