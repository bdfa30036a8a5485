import { Reference, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { coversAction, statementsOf } from '../templates/policy';
import { at, booleanOf, isUnresolved, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';
import { daysBetween, longestDaysFor } from './support/secret-intervals';
import { namesSecret, scheduleOf } from './support/secret-kinds';
import { deniesEverybodyBut } from './support/sparing';

/** What reads, changes, moves or ends a secret or its rotation, or says who may. */
const CLOSED: readonly string[] = Object.freeze(
  [
    'CancelRotateSecret',
    'DeleteResourcePolicy',
    'DeleteSecret',
    'GetSecretValue',
    'PutResourcePolicy',
    'PutSecretValue',
    'ReplicateSecretToRegions',
    'RestoreSecret',
    'RotateSecret',
    'UpdateSecret',
    'UpdateSecretVersionStage',
  ].map((name) => `secretsmanager:${name}`),
);
/** What makes and rotates the secret of its administrator itself, when told to. */
const MANAGING: readonly string[] = Object.freeze(['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance']);
const MANAGED_ATTRIBUTE = 'MasterUserSecret.SecretArn';
/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html */
const MANAGED_DAYS = 7;

/** SEC-1. */
export const secretsRotateAndHaveAPolicy: Check = {
  id: 'secrets-rotate-and-have-a-policy',
  claim:
    "Every secret, those that RDS manages for a database's administrator included, is encrypted with a KMS key of its environment, rotates at least as often as configured, and is closed by a policy of its own, for reading, changing, copying and rotating, to everybody but roles of the account.",
  judge: (graph) =>
    judgeEach([...graph.ofType('AWS::SecretsManager::Secret'), ...managing(graph)], (resource) =>
      MANAGING.includes(resource.type) ? managedProblems(graph, resource) : problemsOf(graph, resource),
    ),
};

function* problemsOf(graph: EnvironmentGraph, secret: Resource): Generator<string> {
  yield* mustUseKey(graph, secret, 'KmsKeyId');
  yield* rotationProblems(graph, secret);
  yield* policyProblems(graph, secret, (value) => namesSecret(value, secret));
}

/** Databases that aren't known not to manage a secret. */
function managing(graph: EnvironmentGraph): readonly Resource[] {
  return graph.resources.filter(({ type, properties }) => {
    const managed = booleanOf(properties.ManageMasterUserPassword);
    return MANAGING.includes(type) && managed !== undefined && managed !== false;
  });
}

/** RDS rotates what it manages by itself. */
function* managedProblems(graph: EnvironmentGraph, database: Resource): Generator<string> {
  const managed = booleanOf(database.properties.ManageMasterUserPassword);
  if (isUnresolved(managed)) yield `ManageMasterUserPassword can't be judged: ${managed.reason}`;
  yield* mustUseKey(graph, database, 'MasterUserSecret.KmsKeyId');
  const { databaseDays } = graph.configuration.rotation;
  if (databaseDays < MANAGED_DAYS) yield `RDS rotates the secret every ${MANAGED_DAYS} days; it must at least every ${databaseDays}`;
  yield* policyProblems(graph, database, (value) => value instanceof Reference && value.target === database && value.attribute === MANAGED_ATTRIBUTE);
}

function* rotationProblems(graph: EnvironmentGraph, secret: Resource): Generator<string> {
  const schedule = scheduleOf(graph, secret);
  if (schedule === undefined) {
    yield 'no schedule rotates the secret';
    return;
  }
  const { properties } = schedule;
  const rotator = properties.RotationLambdaARN ?? properties.HostedRotationLambda;
  if (rotator === undefined || isUnresolved(rotator))
    yield `the function of ${schedule.path} ${isUnresolved(rotator) ? `can't be judged: ${rotator.reason}` : 'is not set'}`;
  const [days, most] = [daysBetween(at(properties, 'RotationRules')), longestDaysFor(graph, secret)];
  if (isUnresolved(days)) yield `RotationRules can't be judged: ${days.reason}`;
  else if (days === undefined || days > most)
    yield `the secret rotates ${days === undefined ? 'at no interval that is known' : `every ${days} days`}; it must at least every ${most}`;
}

/** @param isSecret whether a policy's `SecretId` names the secret */
function* policyProblems(graph: EnvironmentGraph, { account }: Resource, isSecret: (value: Value | undefined) => boolean): Generator<string> {
  const policies = graph.ofType('AWS::SecretsManager::ResourcePolicy').filter(({ properties }) => isSecret(properties.SecretId));
  const statements = statementsOf(policies[0]?.properties.ResourcePolicy) ?? [];
  if (policies.length !== 1) yield `${policies.length === 0 ? 'no policy is' : 'several policies are'} set on the secret; it must have one`;
  else if (isUnresolved(statements)) yield `its policy can't be judged: ${statements.reason}`;
  else {
    const closing = statements.filter((statement) => deniesEverybodyBut(statement, (principal) => isOwnRole(principal, account)));
    const open = CLOSED.filter((action) => !closing.some((statement) => coversAction(statement, action)));
    if (open.length > 0) yield `no statement of its policy denies ${open.join(', ')} to everybody but roles of the account`;
  }
}

/** One role, or those of a common prefix; not all. */
function isOwnRole(principal: Value, account: string): boolean {
  return typeof principal !== 'string'
    ? targetOf(principal, 'AWS::IAM::Role') !== undefined && !isUnresolved(targetOf(principal, 'AWS::IAM::Role'))
    : new RegExp(`^arn:[a-z-]+:iam::${account}:role/[^*?$]{3,}\\*?$`).test(principal);
}
