import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { isHeard } from './support/alarms';
import { judgeEach } from './support/judge-each';
import { logKeys } from './support/log-stores';

/** The calls that end a key or open the way to end it. */
const CALLS = Object.freeze(['ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy']);

/** Calls of KMS by name, joined by `||`, and nothing that would leave some of them out, such as refused ones. */
const PATTERN = /^\{\(\$\.eventSource="kms\.amazonaws\.com"\)&&\(((?:\(\$\.eventName="\w+"\)(?:\|\|)?)+)\)\}$/;

/** KEY-1. */
export const keyTamperingAlarms: Check = {
  id: 'key-tampering-alarms',
  claim: 'An attempt to delete, disable or repolicy a key on which logs depend raises an alarm that somebody gets.',
  judge: (graph) => {
    const watched = watchedCalls(graph);
    return judgeEach(logKeys(graph), ({ account }) =>
      CALLS.filter((call) => !watched.has(`${account}/${call}`)).map((call) => `no alarm of the account ${account} tells a subscribed topic of ${call}`),
    );
  },
};

/** `<account>/<call>` for each call of KMS that a trail's log group counts and an alarm tells. */
function watchedCalls(graph: EnvironmentGraph): ReadonlySet<string> {
  const filters = graph.ofType('AWS::Logs::MetricFilter').filter((filter) => readsTrail(filter, graph) && raisesAlarm(filter, graph));
  return new Set(filters.flatMap((filter) => callsOf(filter).map((call) => `${filter.account}/${call}`)));
}

function callsOf({ properties }: Resource): readonly string[] {
  // Criteria beside the pattern leave accounts or regions out.
  if (properties.FieldSelectionCriteria !== undefined) return [];
  const text = stringOf(properties.FilterPattern);
  const [, names = ''] = PATTERN.exec(typeof text === 'string' ? text.replaceAll(/\s/g, '') : '') ?? [];
  return [...names.matchAll(/="(\w+)"/g)].map(([, call = '']) => call);
}

function readsTrail({ properties }: Resource, graph: EnvironmentGraph): boolean {
  const group = targetOf(properties.LogGroupName, 'AWS::Logs::LogGroup');
  const trails = graph.ofType('AWS::CloudTrail::Trail').map((trail) => targetOf(trail.properties.CloudWatchLogsLogGroupArn));
  return group !== undefined && !isUnresolved(group) && trails.includes(group);
}

/** The highest threshold that one event crosses, by how the alarm compares. */
const LIMITS: ReadonlyMap<string, number> = new Map([
  ['GreaterThanThreshold', 0],
  ['GreaterThanOrEqualToThreshold', 1],
]);

/** Each event counts for one, and one is enough. */
function raisesAlarm({ account, properties }: Resource, graph: EnvironmentGraph): boolean {
  const metric = at(properties, 'MetricTransformations.0');
  if (numberOf(at(metric, 'MetricValue')) !== 1) return false;
  return graph
    .ofType('AWS::CloudWatch::Alarm')
    .some((alarm) => alarm.account === account && watches(alarm, metric) && firesAtOnce(alarm) && isHeard(alarm, graph));
}

function watches({ properties }: Resource, metric: Value | undefined): boolean {
  const [name, namespace] = [stringOf(at(metric, 'MetricName')), stringOf(at(metric, 'MetricNamespace'))];
  return (
    typeof name === 'string' &&
    typeof namespace === 'string' &&
    properties.MetricName === name &&
    properties.Namespace === namespace &&
    properties.Dimensions === undefined &&
    // A metric has one unit, and an alarm on another sees nothing.
    properties.Unit === undefined
  );
}

function firesAtOnce({ properties }: Resource): boolean {
  const threshold = numberOf(properties.Threshold);
  const comparison = properties.ComparisonOperator;
  const limit = typeof comparison === 'string' ? LIMITS.get(comparison) : undefined;
  return (
    limit !== undefined && typeof threshold === 'number' && threshold <= limit && properties.Statistic === 'Sum' && numberOf(properties.EvaluationPeriods) === 1
  );
}
