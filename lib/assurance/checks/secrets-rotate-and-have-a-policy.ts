import { type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { coversAction, statementsOf } from '../templates/policy';
import { at, isUnresolved, numberOf, stringOf, targetOf, type Read } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';
import { deniesEverybodyBut } from './support/sparing';

/** KEY-6: what nothing else is known of rotates as often as peppers do, which rotate least. */
const LONGEST_DAYS = 365;
const READING = 'secretsmanager:GetSecretValue';
const OPENS_CACHE: readonly string[] = Object.freeze(['AWS::ElastiCache::User']);
const OPENS_STORE: readonly string[] = Object.freeze([
  'AWS::AmazonMQ::Broker',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::SecretsManager::SecretTargetAttachment',
]);

/** SEC-1. */
export const secretsRotateAndHaveAPolicy: Check = {
  id: 'secrets-rotate-and-have-a-policy',
  claim:
    'Every secret is encrypted with a KMS key of its environment, rotates at least as often as configured, and is closed by a policy of its own to everybody but roles of the account.',
  judge: (graph) => judgeEach(graph.ofType('AWS::SecretsManager::Secret'), (secret) => problemsOf(graph, secret)),
};

function* problemsOf(graph: EnvironmentGraph, secret: Resource): Generator<string> {
  yield* mustUseKey(graph, secret, 'KmsKeyId');
  yield* rotationProblems(graph, secret);
  yield* policyProblems(graph, secret);
}

function* rotationProblems(graph: EnvironmentGraph, secret: Resource): Generator<string> {
  const [schedule] = graph.ofType('AWS::SecretsManager::RotationSchedule').filter(({ properties }) => isOf(properties.SecretId, secret));
  if (schedule === undefined) {
    yield 'no schedule rotates the secret';
    return;
  }
  const { properties } = schedule;
  const rotator = properties.RotationLambdaARN ?? properties.HostedRotationLambda;
  if (rotator === undefined || isUnresolved(rotator))
    yield `the function of ${schedule.path} ${isUnresolved(rotator) ? `can't be judged: ${rotator.reason}` : 'is not set'}`;
  const [days, most] = [daysOf(at(properties, 'RotationRules')), longestFor(graph, secret)];
  if (isUnresolved(days)) yield `RotationRules can't be judged: ${days.reason}`;
  else if (days === undefined || days > most)
    yield `the secret rotates ${days === undefined ? 'at no interval that is known' : `every ${days} days`}; it must at least every ${most}`;
}

/** The configured interval of what the secret opens. */
function longestFor(graph: EnvironmentGraph, secret: Resource): number {
  const { databaseDays, redisDays } = graph.configuration.rotation;
  const types = graph.mentions(secret).map(({ type }) => type);
  if (types.some((type) => OPENS_CACHE.includes(type))) return redisDays;
  return types.some((type) => OPENS_STORE.includes(type)) ? databaseDays : LONGEST_DAYS;
}

function daysOf(rules: Value | undefined): Read<number> {
  const expression = stringOf(at(rules, 'ScheduleExpression'));
  if (typeof expression !== 'string') return expression ?? numberOf(at(rules, 'AutomaticallyAfterDays'));
  const [, count, unit] = /^rate\((\d+) (hour|day)s?\)$/.exec(expression) ?? [];
  return count === undefined ? undefined : Number(count) / (unit === 'hour' ? 24 : 1);
}

function* policyProblems(graph: EnvironmentGraph, secret: Resource): Generator<string> {
  const policies = graph.ofType('AWS::SecretsManager::ResourcePolicy').filter(({ properties }) => isOf(properties.SecretId, secret));
  const statements = statementsOf(policies[0]?.properties.ResourcePolicy) ?? [];
  if (policies.length !== 1) yield `${policies.length === 0 ? 'no policy is' : 'several policies are'} set on the secret; it must have one`;
  else if (isUnresolved(statements)) yield `its policy can't be judged: ${statements.reason}`;
  else if (
    !statements.some((statement) => coversAction(statement, READING) && deniesEverybodyBut(statement, (principal) => isOwnRole(principal, secret.account)))
  )
    yield `no statement of its policy denies ${READING} to everybody but roles of the account`;
}

/** An attachment stands for its secret. */
function isOf(value: Value | undefined, secret: Resource): boolean {
  const target = targetOf(value);
  if (target === undefined || isUnresolved(target)) return false;
  return target === secret || (target.type === 'AWS::SecretsManager::SecretTargetAttachment' && isOf(target.properties.SecretId, secret));
}

/** One role, or those of a common prefix; not all. */
function isOwnRole(principal: Value, account: string): boolean {
  return typeof principal !== 'string'
    ? targetOf(principal, 'AWS::IAM::Role') !== undefined && !isUnresolved(targetOf(principal, 'AWS::IAM::Role'))
    : new RegExp(`^arn:[a-z-]+:iam::${account}:role/[^*?$]{3,}\\*?$`).test(principal);
}
