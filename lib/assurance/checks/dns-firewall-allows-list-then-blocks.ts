import { valuesAt } from '../proofs/network/read/values-at';
import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, describe, isUnresolved, listOf, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { isNameOfAws, isOutboundName, isOwnName } from './support/allowed-names';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';
import { mustRefer } from './support/must-refer';
import { vpcsOf } from './support/network';

/** What blocks a query. `OVERRIDE` answers with another name, and so is no denial. */
const DENIALS = Object.freeze(['NODATA', 'NXDOMAIN']);
const EVERYTHING = '*';

/** NET-8. A VPC's own resolver must be asked, too: other name servers know no firewall. */
export const dnsFirewallAllowsListThenBlocks: Check = {
  id: 'dns-firewall-allows-list-then-blocks',
  claim:
    "DNS Firewall lets each VPC look up the configured domains, its own and AWS's, then blocks all others, answers nothing when it fails, no other name server is asked, and no private zone answers for names but its own.",
  judge: (graph) =>
    judgeEach(
      [...vpcsOf(graph), ...PARTS.flatMap((type) => graph.ofType(type)).filter((part) => part.type !== ZONE || isPrivate(part))],
      (resource) => PROBLEMS[resource.type]?.(resource, graph) ?? [],
    ),
};

type Problems = (resource: Resource, graph: EnvironmentGraph) => Iterable<string>;

const ASSOCIATION = 'AWS::Route53Resolver::FirewallRuleGroupAssociation';
const CONFIG = 'AWS::Route53Resolver::FirewallConfig';
const GROUP = 'AWS::Route53Resolver::FirewallRuleGroup';
const LIST = 'AWS::Route53Resolver::FirewallDomainList';
const NAMESPACE = 'AWS::ServiceDiscovery::PrivateDnsNamespace';
const ZONE = 'AWS::Route53::HostedZone';
const FORWARDING = 'AWS::Route53Resolver::ResolverRule';

const PROBLEMS: Readonly<Record<string, Problems>> = Object.freeze({
  'AWS::EC2::VPC': vpcProblems,
  'AWS::EC2::DHCPOptions': nameServerProblems,
  'AWS::EC2::VPCDHCPOptionsAssociation': nameServersOf,
  [ASSOCIATION]: associationProblems,
  [CONFIG]: configProblems,
  [GROUP]: ruleProblems,
  [FORWARDING]: forwardingProblems,
  'AWS::Route53Resolver::ResolverRuleAssociation': forwardersOf,
  [NAMESPACE]: zoneProblems,
  [ZONE]: zoneProblems,
});

const PARTS = Object.freeze([
  'AWS::EC2::DHCPOptions',
  'AWS::EC2::VPCDHCPOptionsAssociation',
  ASSOCIATION,
  CONFIG,
  GROUP,
  FORWARDING,
  'AWS::Route53Resolver::ResolverRuleAssociation',
  NAMESPACE,
  ZONE,
]);

function* vpcProblems(vpc: Resource, graph: EnvironmentGraph): Generator<string> {
  const associated = graph.ofType(ASSOCIATION).filter(({ properties }) => targetOf(properties.VpcId) === vpc);
  if (associated.length !== 1) yield `${associated.length} groups of DNS firewall rules are associated with it; there must be one, so that none goes before it`;
  const configs = graph.ofType(CONFIG).filter(({ properties }) => targetOf(properties.ResourceId) === vpc);
  if (configs.length === 0) yield 'no configuration of the DNS firewall says that it fails closed';
  for (const { path } of graph.mentions(vpc).filter(({ type }) => type === 'AWS::Route53Profiles::ProfileAssociation'))
    yield `${path} gives it a profile, whose rules may go before`;
}

function* nameServerProblems({ properties }: Resource): Generator<string> {
  const servers = valuesAt(properties, 'DomainNameServers');
  if (servers.some((server) => server !== 'AmazonProvidedDNS'))
    yield `DomainNameServers is ${describe(servers)}; it must be AmazonProvidedDNS, which alone asks the DNS firewall`;
}

function nameServersOf({ properties }: Resource): Iterable<string> {
  return mustRefer(properties.DhcpOptionsId, 'AWS::EC2::DHCPOptions', 'DhcpOptionsId');
}

/** Queries for a domain go to servers of its own, whatever the firewall lets be asked. */
function* forwardingProblems({ properties }: Resource): Generator<string> {
  yield* mustBe(stringOf(properties.RuleType), 'SYSTEM', 'RuleType');
}

function forwardersOf({ properties }: Resource): Iterable<string> {
  return mustRefer(properties.ResolverRuleId, FORWARDING, 'ResolverRuleId');
}

function isPrivate({ properties }: Resource): boolean {
  return valuesAt(properties, 'VPCs').length > 0;
}

/** A zone of the VPC goes before what everybody else is told, also about AWS's APIs and the configured domains. */
function* zoneProblems({ properties }: Resource, { configuration }: EnvironmentGraph): Generator<string> {
  const name = stringOf(properties.Name);
  if (isUnresolved(name)) yield `Name can't be judged: ${name.reason}`;
  else if (name === undefined || !isBelow(name.replace(/\.$/, '').toLowerCase(), configuration.domain))
    yield `Name is ${name ?? 'not set'}; a private zone must be ${configuration.domain} or below it, or it answers for names of others`;
}

function isBelow(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

function* configProblems({ properties }: Resource): Generator<string> {
  yield* mustBe(stringOf(properties.FirewallFailOpen), 'DISABLED', 'FirewallFailOpen');
  yield* mustRefer(properties.ResourceId, 'AWS::EC2::VPC', 'ResourceId');
}

function* associationProblems({ properties }: Resource): Generator<string> {
  yield* mustRefer(properties.VpcId, 'AWS::EC2::VPC', 'VpcId');
  yield* mustRefer(properties.FirewallRuleGroupId, GROUP, 'FirewallRuleGroupId');
}

function* ruleProblems(group: Resource, graph: EnvironmentGraph): Generator<string> {
  const rules = valuesAt(group.properties, 'FirewallRules');
  const allowed: string[] = [];
  for (const [index, rule] of rules.entries()) {
    const name = `FirewallRules.${index}`;
    const domains = domainsOf(rule, graph);
    if (typeof domains === 'string') yield `${name}: ${domains}`;
    else if (stringOf(at(rule, 'Action')) === 'ALLOW') {
      allowed.push(...domains);
      yield* allowProblems(name, domains, graph);
    } else if (stringOf(at(rule, 'Action')) !== 'BLOCK') yield `${name}.Action is ${describe(at(rule, 'Action'))}; it must be ALLOW or BLOCK`;
  }
  yield* lastRuleProblems(rules, graph);
  const missing = graph.configuration.network.outboundDomains.filter((domain) => !allowed.includes(domain));
  if (missing.length > 0) yield `allows no lookup of ${missing.join(', ')}, which the configuration lets be reached`;
}

function* allowProblems(name: string, domains: readonly string[], { configuration }: EnvironmentGraph): Generator<string> {
  const surplus = domains.filter(
    (domain) => !isOutboundName(domain, configuration) && !isOwnName(domain, configuration) && !isNameOfAws(domain, configuration),
  );
  if (surplus.length > 0) yield `${name} allows ${surplus.join(', ')}; it may allow the configured domains, the environment's own and AWS's of this region`;
}

/** What decides about a name that no rule before it knew. Of an unknown priority nothing is known. */
function* lastRuleProblems(rules: readonly Value[], graph: EnvironmentGraph): Generator<string> {
  const priorities = rules.map((rule) => numberOf(at(rule, 'Priority')));
  const known = priorities.filter((priority) => typeof priority === 'number');
  if (known.length < rules.length || new Set(known).size < rules.length) {
    yield "a rule's Priority is not set, can't be told or is another's, so that their order isn't known";
    return;
  }
  const last = rules[known.indexOf(Math.max(...known))];
  const domains = last === undefined ? [] : domainsOf(last, graph);
  const blocksAll = Array.isArray(domains) && domains.includes(EVERYTHING) && at(last, 'Action') === 'BLOCK' && at(last, 'Qtype') === undefined;
  if (!blocksAll) yield 'the last rule must block every domain (*), whatever is asked of it';
  else if (!DENIALS.some((denial) => denial === at(last, 'BlockResponse')))
    yield `the last rule answers by ${describe(at(last, 'BlockResponse'))}; it must be ${DENIALS.join(' or ')}`;
}

/** The domains of a rule's list, or why they can't be told. */
function domainsOf(rule: Value, graph: EnvironmentGraph): string[] | string {
  const list = targetOf(at(rule, 'FirewallDomainListId'), LIST);
  if (list === undefined || isUnresolved(list))
    return `FirewallDomainListId is ${describe(at(rule, 'FirewallDomainListId'))}; it must refer to a domain list of the templates`;
  const domains = listOf(list.properties.Domains);
  if (domains === undefined || isUnresolved(domains) || list.properties.DomainFileUrl !== undefined)
    return `the domains of ${list.path} can't be told; write them into the template of ${graph.name}`;
  const names = domains.filter((domain) => typeof domain === 'string');
  return names.length === domains.length ? names.map((name) => name.replace(/\.$/, '').toLowerCase()) : `a domain of ${list.path} can't be told`;
}
