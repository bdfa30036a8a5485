import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { at, numberOf, stringOf, type Read } from '../../templates/values';

/** KEY-6: what nothing else is known of rotates as often as peppers do, which rotate least. */
const LONGEST_DAYS = 365;
const OPENS_CACHE: readonly string[] = Object.freeze(['AWS::ElastiCache::User']);
const OPENS_STORE: readonly string[] = Object.freeze([
  'AWS::AmazonMQ::Broker',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::SecretsManager::SecretTargetAttachment',
]);
/** What opens nothing is known by the end of its fixed name. */
const NAMED: ReadonlyMap<string, keyof EnvironmentGraph['configuration']['rotation']> = new Map([
  ['-signing-keys', 'apiSigningKeyDays'],
  ['-session-keys', 'sessionKeyDays'],
  ['-peppers', 'pepperDays'],
  ['-hash-keys', 'pepperDays'],
  ['-origin-keys', 'pepperDays'],
] as const);

/** The most days between two rotations of a secret: the configured interval of what it opens, or signs. */
export function longestDaysFor(graph: EnvironmentGraph, secret: Resource): number {
  const { databaseDays, redisDays } = graph.configuration.rotation;
  const name = stringOf(secret.properties.Name);
  const named = typeof name === 'string' ? [...NAMED].find(([end]) => name.endsWith(end)) : undefined;
  if (named !== undefined) return graph.configuration.rotation[named[1]];
  const types = graph.mentions(secret).map(({ type }) => type);
  if (types.some((type) => OPENS_CACHE.includes(type))) return redisDays;
  return types.some((type) => OPENS_STORE.includes(type)) ? databaseDays : LONGEST_DAYS;
}

/** The days between two rotations by a schedule's rules. */
export function daysBetween(rules: Value | undefined): Read<number> {
  const expression = stringOf(at(rules, 'ScheduleExpression'));
  if (typeof expression !== 'string') return expression ?? numberOf(at(rules, 'AutomaticallyAfterDays'));
  const [, count, unit] = /^rate\((\d+) (hour|day)s?\)$/.exec(expression) ?? [];
  return count === undefined ? undefined : Number(count) / (unit === 'hour' ? 24 : 1);
}
