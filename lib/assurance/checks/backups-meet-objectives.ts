import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, booleanOf, isList, isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { backupsOf } from './support/backup-plans';
import { instancesOf } from './support/database-parameters';
import { judgeEach } from './support/judge-each';
import { isLasting } from './support/lasting';

/** How much of the newest data is lost at most by what AWS offers, in minutes. */
const RECOVERY_POINT = Object.freeze({ pointInTime: 5, continuous: 15, nightly: 1440 });
/** Below an hour no restore is promised to end; somebody must stand ready to take over. */
const RESTORE_MINUTES = 60;
/** As restore tests call the kinds of stores. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['AWS::RDS::DBCluster', 'Aurora'],
  ['AWS::DynamoDB::Table', 'DynamoDB'],
  ['AWS::S3::Bucket', 'S3'],
]);

/** AVL-2. */
export const backupsMeetObjectives: Check = {
  id: 'backups-meet-objectives',
  claim:
    'What is backed up loses no more than the configured recovery point allows, and its restore is rehearsed, or something takes over, within the configured recovery time.',
  judge: (graph) => judgeEach(storesOf(graph), (store) => [...pointProblems(graph, store), ...timeProblems(graph, store)]),
};

/** Clusters and tables, and the buckets that a plan names: those of logs are copied by replication. */
function storesOf(graph: EnvironmentGraph): readonly Resource[] {
  const buckets = graph.ofType('AWS::S3::Bucket').filter((bucket) => backupsOf(graph, bucket).length > 0);
  return [...graph.ofType('AWS::RDS::DBCluster'), ...graph.ofType('AWS::DynamoDB::Table'), ...buckets];
}

function* pointProblems(graph: EnvironmentGraph, store: Resource): Generator<string> {
  const { recoveryPointMinutes } = graph.configuration.availability;
  const minutes = lostMinutes(graph, store);
  if (minutes === undefined) yield 'nothing backs it up in a way whose recovery point the templates tell';
  else if (minutes > recoveryPointMinutes) yield `a restore loses up to ${minutes} minutes; the configured recovery point is ${recoveryPointMinutes}`;
}

function lostMinutes(graph: EnvironmentGraph, store: Resource): number | undefined {
  if (hasPointInTime(store)) return RECOVERY_POINT.pointInTime;
  const rules = backupsOf(graph, store).flatMap((backup) => backup.rules);
  if (rules.some(({ continuous }) => continuous) && store.type !== 'AWS::DynamoDB::Table') return RECOVERY_POINT.continuous;
  return rules.some(({ value }) => isNightly(stringOf(at(value, 'ScheduleExpression')))) ? RECOVERY_POINT.nightly : undefined;
}

function hasPointInTime({ type, properties }: Resource): boolean {
  if (type === 'AWS::DynamoDB::Table') return booleanOf(at(properties, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled')) === true;
  // Aurora keeps a day of it whatever the template says.
  const days = type === 'AWS::RDS::DBCluster' ? (numberOf(properties.BackupRetentionPeriod) ?? 1) : 0;
  return !isUnresolved(days) && days >= 1;
}

/** Every day at one time. */
function isNightly(expression: unknown): boolean {
  return typeof expression === 'string' && /^cron\(\d+ \d+ (?:\* \* \?|\? \* \*) \*\)$/.test(expression);
}

function* timeProblems(graph: EnvironmentGraph, store: Resource): Generator<string> {
  if (!isLasting(graph)) return;
  const { recoveryTimeMinutes } = graph.configuration.availability;
  if (store.type === 'AWS::RDS::DBCluster' && recoveryTimeMinutes < RESTORE_MINUTES && instancesOf(graph, store).length < 2)
    yield `no second instance takes over; the configured recovery time of ${recoveryTimeMinutes} minutes is shorter than a restore`;
  const kept = backupsOf(graph, store)
    .flatMap(({ rules }) => rules)
    .some(({ vault }) => isTested(graph, store, vault));
  if (!kept && !isShortLived(graph, store)) yield 'no restore test names it, so that nobody knows how long its restore takes';
}

function isTested(graph: EnvironmentGraph, store: Resource, vault: unknown): boolean {
  return graph.ofType('AWS::Backup::RestoreTestingSelection').some(({ properties }) => {
    const arns = properties.ProtectedResourceArns;
    const plan = targetOf(properties.RestoreTestingPlanName, 'AWS::Backup::RestoreTestingPlan');
    const vaults = plan === undefined || isUnresolved(plan) ? undefined : at(plan.properties, 'RecoveryPointSelection.IncludeVaults');
    const looksThere = isList(vaults) && vaults.some((value) => value === '*' || targetOf(value) === vault);
    return looksThere && properties.ProtectedResourceType === KINDS.get(store.type) && isList(arns) && arns.some((arn) => targetOf(arn) === store);
  });
}

/** KEY-8: a rehearsal would bring erased data keys back; theirs is the erasure's own. */
function isShortLived(graph: EnvironmentGraph, store: Resource): boolean {
  const rules = backupsOf(graph, store).flatMap((backup) => backup.rules);
  return store.type === 'AWS::DynamoDB::Table' && rules.length > 0 && rules.every(({ keepDays }) => typeof keepDays === 'number' && keepDays <= 7);
}
