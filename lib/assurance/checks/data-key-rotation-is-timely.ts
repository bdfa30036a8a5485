import type { EnvironmentGraph, Resource } from '../templates/graph';
import { coversAction, statementsOf } from '../templates/policy';
import { at, describe, isList, isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { isHeard } from './support/alarms';
import { judgeEach } from './support/judge-each';
import { allowancesOf } from './support/role-policies';

const DAY_SECONDS = 86_400;
const UNITS = Object.freeze({ minute: 60, hour: 3600, day: DAY_SECONDS });
/** What ends a key or says who may; it makes and opens data keys, and nothing else. */
const DENIED: readonly string[] = Object.freeze(['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy', 'kms:CreateGrant']);

/** KEY-6. */
export const dataKeyRotationIsTimely: Check = {
  id: 'data-key-rotation-is-timely',
  claim:
    "The function that renews data keys runs on a schedule that keeps the configured interval, somebody is told when it gets nowhere, when fields don't open and when old keys can't go, and its role may not end a KMS key or change who uses one: its policies don't let it, and its boundary denies the deletion.",
  judge: (graph) =>
    judgeEach(graph.ofType('AWS::Lambda::Function').filter(isRotation), (rotation) => {
      const every = secondsBetweenRuns(graph, rotation);
      return [...timeProblems(graph, rotation, every), ...alarmProblems(graph, rotation, every), ...roleProblems(graph, rotation)];
    }),
};

/** By its fixed name. */
function isRotation({ properties }: Resource): boolean {
  const name = stringOf(properties.FunctionName);
  return typeof name === 'string' && name.endsWith('-rotate-data-keys');
}

function* timeProblems(graph: EnvironmentGraph, rotation: Resource, every: number | undefined): Generator<string> {
  const after = numberOf(at(rotation.properties, 'Environment.Variables.RENEW_AFTER_SECONDS'));
  const most = graph.configuration.rotation.dataKeyDays * DAY_SECONDS;
  if (isUnresolved(after)) yield `RENEW_AFTER_SECONDS can't be judged: ${after.reason}`;
  else if (after === undefined) yield 'RENEW_AFTER_SECONDS is not set';
  else if (every === undefined) yield 'no enabled rule at a rate that is known runs it';
  else if (after + every > most) yield `a data key may become ${after + every} s old before it is renewed; the configured interval is ${most} s`;
}

/** The least of the rules that run it. */
function secondsBetweenRuns(graph: EnvironmentGraph, rotation: Resource): number | undefined {
  const rules = graph.ofType('AWS::Events::Rule').filter(({ properties }) => {
    const targets = isList(properties.Targets) ? properties.Targets : [];
    const state = properties.State;
    return (state === undefined || state === 'ENABLED') && targets.some((target) => targetOf(at(target, 'Arn')) === rotation);
  });
  const seconds = rules.map(({ properties }) => secondsOf(stringOf(properties.ScheduleExpression))).filter((one) => one !== undefined);
  return seconds.length === 0 ? undefined : Math.min(...seconds);
}

function secondsOf(expression: unknown): number | undefined {
  const [, count, unit] = typeof expression === 'string' ? (/^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []) : [];
  return count === undefined ? undefined : Number(count) * UNITS[unit as keyof typeof UNITS];
}

function* alarmProblems(graph: EnvironmentGraph, { account }: Resource, every = DAY_SECONDS): Generator<string> {
  const runsADay = Math.floor(DAY_SECONDS / every);
  const most = { Unfinished: Math.max(runsADay - 1, 0), Unreadable: 0, Needed: 0 };
  for (const [metric, threshold] of Object.entries(most))
    if (!graph.ofType('AWS::CloudWatch::Alarm').some((alarm) => alarm.account === account && isOn(alarm, metric, threshold) && isHeard(alarm, graph)))
      yield `no alarm tells a topic of its metric ${metric}`;
}

/** Whether an alarm is on a metric of the function, and goes off no later than the threshold. */
function isOn({ properties }: Resource, metric: string, most: number): boolean {
  const threshold = numberOf(properties.Threshold);
  return (
    properties.Namespace === 'Ringwall/DataKeys' &&
    properties.MetricName === metric &&
    isOfRotation(properties) &&
    properties.ComparisonOperator === 'GreaterThanThreshold' &&
    typeof threshold === 'number' &&
    threshold <= most &&
    (metric !== 'Unfinished' || countsRunsOfADay(properties))
  );
}

/** A metric is another one under other dimensions, and an alarm on it sees nothing. */
function isOfRotation({ Dimensions }: Resource['properties']): boolean {
  const [dimension, ...others] = isList(Dimensions) ? Dimensions : [];
  return others.length === 0 && at(dimension, 'Name') === 'Function' && at(dimension, 'Value') === 'rotate-data-keys';
}

/** No run at all is as bad as none that finishes. */
function countsRunsOfADay({ Statistic, Period, TreatMissingData }: Resource['properties']): boolean {
  return Statistic === 'Sum' && numberOf(Period) === DAY_SECONDS && TreatMissingData === 'breaching';
}

function* roleProblems(graph: EnvironmentGraph, { properties }: Resource): Generator<string> {
  const role = targetOf(properties.Role, 'AWS::IAM::Role');
  if (role === undefined || isUnresolved(role)) {
    yield `Role is ${describe(properties.Role)}; it must be a role of the templates`;
    return;
  }
  const allowances = allowancesOf(graph, role);
  if (isUnresolved(allowances)) yield `what ${role.path} may do can't be judged: ${allowances.reason}`;
  else for (const action of DENIED) if (allowances.some((statement) => coversAction(statement, action))) yield `its role ${role.path} may ${action}`;
  if (!isDeniedDeletion(role)) yield `the boundary of its role ${role.path} doesn't deny kms:ScheduleKeyDeletion`;
}

/** The one role that a condition may spare is that for emergencies. */
function isDeniedDeletion({ account, properties }: Resource): boolean {
  const boundary = targetOf(properties.PermissionsBoundary, 'AWS::IAM::ManagedPolicy');
  const statements = boundary === undefined || isUnresolved(boundary) ? [] : (statementsOf(boundary.properties.PolicyDocument) ?? []);
  if (isUnresolved(statements)) return false;
  const breakGlass = new RegExp(`^arn:aws:iam::${account}:role/ringwall-[a-z]+-break-glass$`);
  return statements.some(
    (statement) =>
      statement.effect === 'Deny' &&
      coversAction(statement, 'kms:ScheduleKeyDeletion') &&
      statement.resources.includes('*') &&
      statement.conditions.every(
        ({ operator, key, values }) =>
          operator === 'ArnNotEquals' && key === 'aws:principalarn' && values.every((value) => typeof value === 'string' && breakGlass.test(value)),
      ),
  );
}
