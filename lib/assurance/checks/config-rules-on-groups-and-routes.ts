import { at, describe, isList, isUnresolved, recordOf, referencesIn, stringOf, stringsIn, unresolvedIn } from '../templates/values';
import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { missingFrom, networkOf, vpcsOf } from './support/network';

/** Managed rules that AWS documents as periodic, or as periodic and triggered by changes, by what they judge. */
const MANAGED: Readonly<Record<string, 'security groups' | 'routes'>> = Object.freeze({
  INCOMING_SSH_DISABLED: 'security groups',
  NO_UNRESTRICTED_ROUTE_TO_IGW: 'routes',
  RESTRICTED_INCOMING_TRAFFIC: 'security groups',
  VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: 'security groups',
  VPC_SG_PORT_RESTRICTION_CHECK: 'security groups',
});
const RESOURCE_TYPES = Object.freeze({ 'security groups': 'AWS::EC2::SecurityGroup', routes: 'AWS::EC2::RouteTable' });
/** What a rule may be told; other parameters choose what is judged at all. */
const PARAMETERS: readonly string[] = Object.freeze(['authorizedTcpPorts', 'authorizedUdpPorts', 'routeTableIds']);
const INTERVALS = Object.freeze(['One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours']);

/** NET-11. */
export const configRulesOnGroupsAndRoutes: Check = {
  id: 'config-rules-on-groups-and-routes',
  claim: 'Managed rules of AWS Config judge all security groups and all routes at fixed intervals, and except only what the configuration opens.',
  judge: (graph) => {
    const rules = graph.ofType('AWS::Config::ConfigRule').filter((rule) => judges(rule) !== undefined);
    if (rules.length === 0 && graph.configuration.accountServices.config === 'skip') return { judged: [], findings: [] };
    const missing = (['security groups', 'routes'] as const).filter((what) => !rules.some((rule) => judges(rule) === what));
    const { judged, findings } = judgeEach(rules, (rule) => problemsOf(rule, graph));
    return {
      judged: [...vpcsOf(graph), ...judged],
      findings: [
        ...missingFrom(
          graph,
          missing.map((what) => `no scheduled rule of AWS Config judges the account's ${what}`),
        ),
        ...findings,
      ],
    };
  },
};

function judges({ properties }: Resource): 'security groups' | 'routes' | undefined {
  const identifier = stringOf(at(properties, 'Source.SourceIdentifier'));
  const isManaged = at(properties, 'Source.Owner') === 'AWS' && typeof identifier === 'string' && Object.hasOwn(MANAGED, identifier);
  return isManaged ? MANAGED[identifier] : undefined;
}

function* problemsOf(rule: Resource, graph: EnvironmentGraph): Generator<string> {
  const interval = stringOf(rule.properties.MaximumExecutionFrequency);
  if (isUnresolved(interval) || interval === undefined || !INTERVALS.includes(interval))
    yield `MaximumExecutionFrequency is ${describe(rule.properties.MaximumExecutionFrequency)}; it must be one of ${INTERVALS.join(', ')}`;
  const modes = rule.properties.EvaluationModes;
  if (modes !== undefined && !(isList(modes) && modes.some((mode) => at(mode, 'Mode') === 'DETECTIVE')))
    yield `EvaluationModes is ${describe(modes)}; the rule must judge what is there (DETECTIVE)`;
  yield* scopeProblems(rule);
  yield* parameterProblems(rule, graph);
}

/** A scope of one resource, or of those with a tag, leaves the others unjudged. */
function* scopeProblems(rule: Resource): Generator<string> {
  const scope = rule.properties.Scope;
  if (scope === undefined) return;
  const type = RESOURCE_TYPES[judges(rule) ?? 'routes'];
  const record = recordOf(scope);
  const names = record === undefined || isUnresolved(record) ? ['?'] : Object.keys(record);
  const types = at(scope, 'ComplianceResourceTypes');
  if (names.some((name) => name !== 'ComplianceResourceTypes') || !Array.isArray(types) || !types.includes(type))
    yield `Scope is ${describe(scope)}; the rule must judge every ${type}`;
}

/** What a rule is told to let pass. */
function* parameterProblems({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const parameters = properties.InputParameters;
  if (isUnresolved(parameters)) {
    yield `InputParameters can't be judged: ${parameters.reason}`;
    return;
  }
  const read = recordOf(parameters) ?? {};
  const unknown = isUnresolved(read) ? [describe(parameters)] : Object.keys(read).filter((name) => !PARAMETERS.includes(name));
  if (unknown.length > 0) yield `InputParameters sets ${unknown.join(', ')}, which changes what the rule judges`;
  const edge = graph.configuration.flows.filter(({ from }) => from === 'cloudfront' || from === 'internet').map(({ port }) => String(port));
  const ports = ['authorizedTcpPorts', 'authorizedUdpPorts'].flatMap((name) => portsOf(at(parameters, name)));
  const surplus = ports.filter((port) => !edge.includes(port));
  if (surplus.length > 0) yield `lets ports ${surplus.join(', ')} be open to everybody; the table of flows opens ${edge.join(', ') || 'none'} to the outside`;
  const tables = publicTables(graph);
  const excepted = at(parameters, 'routeTableIds');
  for (const { reason } of unresolvedIn(excepted)) yield `routeTableIds can't be judged: ${reason}`;
  if (stringsIn(excepted).some((text) => text.includes('rtb-')))
    yield `routeTableIds is ${describe(excepted)}; it may name the tables of public subnets of the templates only`;
  for (const { target } of referencesIn(excepted)) {
    if (!tables.has(target)) yield `lets ${target.path} lead to the internet, which isn't the table of a public subnet`;
  }
}

function portsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  const text = stringOf(value);
  return typeof text === 'string' ? text.split(',').map((port) => port.trim()) : [describe(value)];
}

function publicTables(graph: EnvironmentGraph): ReadonlySet<Resource> {
  const subnets = networkOf(graph).subnets.filter(({ tier }) => tier === 'public');
  const associations = graph
    .ofType('AWS::EC2::SubnetRouteTableAssociation')
    .filter((association) => subnets.some(({ resource }) => graph.mentions(resource).includes(association)));
  return new Set(associations.flatMap(({ properties }) => referencesIn(properties.RouteTableId).map(({ target }) => target)));
}
