import { valuesAt } from '../proofs/network/read/values-at';
import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, describe, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check, Finding } from './check';
import { addressRanges, areWithin } from './support/address-ranges';
import { isNameOfAws, isOutboundName } from './support/allowed-names';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';
import { mustRefer } from './support/must-refer';
import { missingFrom, networkOf, vpcsOf } from './support/network';
import { passProblems } from './support/passes';

const FIREWALL = 'AWS::NetworkFirewall::Firewall';
const POLICY = 'AWS::NetworkFirewall::FirewallPolicy';
const GROUP = 'AWS::NetworkFirewall::RuleGroup';
const FORWARD = 'aws:forward_to_sfe';

/** What drops all that no rule passes; `drop_established` lets a handshake open, since names come after it. */
const DROPS = Object.freeze(['aws:drop_established', 'aws:drop_strict']);

/** NET-8. */
export const networkFirewallAllowsTlsNamesOnly: Check = {
  id: 'network-firewall-allows-tls-names-only',
  claim:
    'Whatever leaves the private tier passes Network Firewall, which passes TLS to the configured names and the rows of the table that cross it, and drops every other connection.',
  judge: (graph) => {
    const firewalls = graph.ofType(FIREWALL);
    if (firewalls.length === 0 && !graph.configuration.network.networkFirewall) return { judged: [], findings: [] };
    const missing = missingFrom(graph, firewalls.length === 0 ? ['no Network Firewall stands in it; the configuration says that one must'] : []);
    const { judged, findings } = judgeEach(
      [FIREWALL, POLICY, GROUP].flatMap((type) => graph.ofType(type)),
      (resource) => PROBLEMS[resource.type]?.(resource, graph) ?? [],
    );
    return { judged: [...vpcsOf(graph), ...judged], findings: [...missing, ...findings, ...roundAbout(graph)] };
  },
};

type Problems = (resource: Resource, graph: EnvironmentGraph) => Iterable<string>;

const PROBLEMS: Readonly<Record<string, Problems>> = Object.freeze({ [FIREWALL]: firewallProblems, [POLICY]: policyProblems, [GROUP]: groupProblems });

function* firewallProblems({ properties }: Resource): Generator<string> {
  yield* mustRefer(properties.FirewallPolicyArn, POLICY, 'FirewallPolicyArn');
  yield* mustRefer(properties.VpcId, 'AWS::EC2::VPC', 'VpcId');
}

function* policyProblems({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const policy = properties.FirewallPolicy;
  for (const name of ['StatelessDefaultActions', 'StatelessFragmentDefaultActions']) {
    const actions = valuesAt(policy, name);
    if (actions.length !== 1 || actions[0] !== FORWARD) yield `${name} is ${describe(actions)}; it must be ${FORWARD}, so that every packet is judged by name`;
  }
  if (valuesAt(policy, 'StatelessRuleGroupReferences').length > 0) yield 'StatelessRuleGroupReferences is set: stateless rules decide before a name is known';
  yield* mustBe(stringOf(at(policy, 'StatefulEngineOptions.RuleOrder')), 'STRICT_ORDER', 'StatefulEngineOptions.RuleOrder');
  const exception = stringOf(at(policy, 'StatefulEngineOptions.StreamExceptionPolicy')) ?? 'DROP';
  if (exception !== 'DROP' && exception !== 'REJECT')
    yield `StatefulEngineOptions.StreamExceptionPolicy is ${describe(at(policy, 'StatefulEngineOptions.StreamExceptionPolicy'))}; it must be DROP or REJECT`;
  const defaults = valuesAt(policy, 'StatefulDefaultActions');
  if (!DROPS.some((action) => defaults.includes(action))) yield `StatefulDefaultActions is ${describe(defaults)}; it must hold ${DROPS.join(' or ')}`;
  yield* homeProblems(at(policy, 'PolicyVariables.RuleVariables.HOME_NET'), 'PolicyVariables.RuleVariables.HOME_NET', graph);
  yield* referenceProblems(valuesAt(policy, 'StatefulRuleGroupReferences'), graph);
}

function* referenceProblems(references: readonly Value[], graph: EnvironmentGraph): Generator<string> {
  for (const [index, reference] of references.entries()) {
    yield* mustRefer(at(reference, 'ResourceArn'), GROUP, `StatefulRuleGroupReferences.${index}.ResourceArn`);
    if (at(reference, 'Override') !== undefined) yield `StatefulRuleGroupReferences.${index}.Override is set: it turns drops into alerts`;
  }
  const passed = references.flatMap((reference) => {
    const group = targetOf(at(reference, 'ResourceArn'), GROUP);
    return group === undefined || isUnresolved(group) ? [] : valuesAt(group.properties, `${NAMES}.Targets`);
  });
  const missing = graph.configuration.network.outboundDomains.map(asTarget).filter((target) => !passed.includes(target));
  if (missing.length > 0) yield `passes no TLS to ${missing.join(', ')}, which the configuration lets be reached`;
}

const NAMES = 'RuleGroup.RulesSource.RulesSourceList';

function* groupProblems(group: Resource, graph: EnvironmentGraph): Generator<string> {
  const { properties } = group;
  yield* mustBe(stringOf(properties.Type), 'STATEFUL', 'Type');
  const source = at(properties, 'RuleGroup.RulesSource');
  for (const name of ['RulesString', 'StatelessRulesAndCustomActions']) {
    if (at(source, name) !== undefined) yield `RulesSource.${name} can't be judged; write a list of names or stateful rules`;
  }
  yield* homeProblems(at(properties, HOME), HOME, graph);
  if (at(properties, NAMES) !== undefined) yield* nameProblems(at(properties, NAMES), graph);
  for (const [index, rule] of valuesAt(source, 'StatefulRules').entries()) {
    for (const problem of passProblems(rule, group, graph)) yield `StatefulRules.${index}${problem}`;
  }
}

const HOME = 'RuleGroup.RuleVariables.IPSets.HOME_NET';

/** The names are held against connections from the home network alone: it is the VPC unless a variable narrows it. */
function* homeProblems(variable: Value | undefined, name: string, graph: EnvironmentGraph): Generator<string> {
  if (variable === undefined) return;
  const home = addressRanges(at(variable, 'Definition'));
  const blocks = vpcsOf(graph).map(({ properties }) => addressRanges(properties.CidrBlock));
  if (home === undefined || !blocks.every((block) => block !== undefined && areWithin(block, home)))
    yield `${name} is ${describe(at(variable, 'Definition'))}; it must hold the whole VPC, or the names bind only a part of it`;
}

/** A list of names that are denied passes nobody. */
function* nameProblems(list: Value | undefined, { configuration }: EnvironmentGraph): Generator<string> {
  if (at(list, 'GeneratedRulesType') === 'DENYLIST') return;
  yield* mustBe(stringOf(at(list, 'GeneratedRulesType')), 'ALLOWLIST', 'GeneratedRulesType');
  const kinds = valuesAt(list, 'TargetTypes');
  if (kinds.length !== 1 || kinds[0] !== 'TLS_SNI') yield `TargetTypes is ${describe(kinds)}; it must be TLS_SNI alone: plain HTTP doesn't leave`;
  const surplus = valuesAt(list, 'Targets').filter((target) => !isTarget(target, configuration));
  if (surplus.length > 0)
    yield `Targets holds ${describe(surplus)}; it may hold the configured domains${configuration.network.interfaceEndpoints ? '' : " and AWS's APIs of this region"}`;
}

/** Without interface endpoints, AWS's APIs are called this way. */
function isTarget(target: Value, configuration: EnvironmentGraph['configuration']): boolean {
  if (typeof target !== 'string') return false;
  const name = target.replace(/^\./, '*.');
  return isOutboundName(name, configuration) || (!configuration.network.interfaceEndpoints && isNameOfAws(name, configuration));
}

/** The firewall writes `*.example.org` as `.example.org`. */
function asTarget(domain: string): string {
  return domain.replace(/^\*/, '');
}

/** Ways out of the private tier that the firewall doesn't see. */
function roundAbout(graph: EnvironmentGraph): readonly Finding[] {
  const routes = networkOf(graph)
    .subnets.filter(({ tier }) => tier !== 'public' && tier !== 'firewall')
    .flatMap((subnet) => subnet.routes.map((route) => ({ subnet, route })));
  const around = routes.filter(({ route: { target } }) => target.kind !== 'firewall' && target.kind !== 'endpoint');
  return around.map(({ subnet, route }) => ({
    resource: route.resource,
    reason: `leads ${subnet.resource.path} out by ${route.target.text}, round the firewall`,
  }));
}
