import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { coversAction, statementsOf } from '../templates/policy';
import { at, booleanOf, isList, isUnresolved, numberOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { backupsOf, selectsUnnamed, type BackupRule } from './support/backup-plans';
import { encryptedWith, keyOfStore } from './support/data-stores';
import { judgeEach } from './support/judge-each';
import { isLasting } from './support/lasting';
import { mustBe } from './support/must-be';
import { deniesEverybody, deniesEverybodyBut } from './support/sparing';

/** KEY-8: days after which nothing is left of an erased data key. */
const MOST_DAYS = 7;
/** What makes a copy that knows no end. */
const LASTING_COPIES = Object.freeze(['dynamodb:CreateBackup', 'dynamodb:ExportTableToPointInTime']);

/** What AWS Backup takes a backup by, in whichever plan or job, to be kept as long as that says. */
const PLANNED_COPY = 'dynamodb:StartAwsBackupJob';

/** KEY-8. */
export const dataKeyTableKeepsShortBackups: Check = {
  id: 'data-key-table-keeps-short-backups',
  claim:
    'The table of wrapped data keys has a key of its own, and no copy of it lives longer than 7 days: not by recovery, backup, export or stream. AWS Backup may take one only by a role that its own short plan has to itself.',
  judge: (graph) => judgeEach(tablesOf(graph), (table) => problemsOf(graph, table)),
};

/** The table that functions know by this name; one whose name can't be resolved may be it. */
function tablesOf(graph: EnvironmentGraph): readonly Resource[] {
  return graph.ofType('AWS::DynamoDB::Table').filter(({ properties }) => {
    const name = stringOf(properties.TableName);
    return isUnresolved(name) || name?.endsWith('-data-keys') === true;
  });
}

function* problemsOf(graph: EnvironmentGraph, table: Resource): Generator<string> {
  const key = keyOfStore(graph, table);
  const others = key === undefined ? [] : encryptedWith(graph, key).filter((other) => other !== table);
  if (key === undefined) yield 'SSESpecification.KMSMasterKeyId is no KMS key of this environment';
  else if (others.length > 0) yield `its key also encrypts ${others[0]?.path ?? ''}; the table must have a key of its own`;
  yield* recoveryProblems(table);
  yield* policyProblems(graph, table);
  for (const { selection, rules } of backupsOf(graph, table)) for (const rule of rules) yield* ruleProblems(graph, selection, rule);
  for (const selection of graph.ofType('AWS::Backup::BackupSelection').filter(selectsUnnamed))
    yield `${selection.path} selects by pattern, tag or what can't be resolved, and so may back it up for longer`;
  for (const copy of ['KinesisStreamSpecification', 'StreamSpecification'])
    if (table.properties[copy] !== undefined) yield `${copy} is set; what leaves by a stream has no end here`;
}

function* recoveryProblems({ properties }: Resource): Generator<string> {
  const path = 'PointInTimeRecoverySpecification';
  yield* mustBe(booleanOf(at(properties, `${path}.PointInTimeRecoveryEnabled`)), true, `${path}.PointInTimeRecoveryEnabled`);
  const days = numberOf(at(properties, `${path}.RecoveryPeriodInDays`));
  if (isUnresolved(days)) yield `${path}.RecoveryPeriodInDays can't be judged: ${days.reason}`;
  else if (days === undefined || days > MOST_DAYS)
    yield `${path}.RecoveryPeriodInDays is ${days ?? 'not set, which means 35'}; it must be ${MOST_DAYS} or less`;
}

function* policyProblems(graph: EnvironmentGraph, table: Resource): Generator<string> {
  const statements = statementsOf(at(table.properties, 'ResourcePolicy.PolicyDocument')) ?? [];
  if (isUnresolved(statements)) yield `ResourcePolicy can't be judged: ${statements.reason}`;
  else {
    for (const action of LASTING_COPIES)
      if (!statements.some((statement) => coversAction(statement, action) && deniesEverybody(statement)))
        yield `no statement of ResourcePolicy denies everybody ${action}`;
    const isSpared = (principal: Value): boolean => isOwnBackupRole(graph, table, principal);
    if (!statements.some((statement) => coversAction(statement, PLANNED_COPY) && deniesEverybodyBut(statement, isSpared)))
      yield `no statement of ResourcePolicy denies ${PLANNED_COPY} to everybody but the role of its own plan, which backs up nothing else`;
  }
}

/** The role of a plan for this table, which has no other. */
function isOwnBackupRole(graph: EnvironmentGraph, table: Resource, principal: Value): boolean {
  const own = backupsOf(graph, table).map(({ selection }) => selection);
  const uses = graph
    .ofType('AWS::Backup::BackupSelection')
    .filter((selection) => isSameRole(at(selection.properties, 'BackupSelection.IamRoleArn'), principal));
  return uses.length > 0 && uses.every((selection) => own.includes(selection) && namesOne(selection));
}

function namesOne({ properties }: Resource): boolean {
  const resources = at(properties, 'BackupSelection.Resources');
  return isList(resources) && resources.length === 1;
}

/** By the resource, or by the fixed name that both say. */
function isSameRole(one: Value | undefined, other: Value): boolean {
  return arnOfRole(one) !== undefined && arnOfRole(one) === arnOfRole(other);
}

function arnOfRole(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const role = targetOf(value, 'AWS::IAM::Role');
  if (role === undefined || isUnresolved(role)) return undefined;
  const name = stringOf(role.properties.RoleName);
  return typeof name === 'string' ? `arn:aws:iam::${role.account}:role/${name}` : undefined;
}

function* ruleProblems(graph: EnvironmentGraph, selection: Resource, { keepDays, vault, copies }: BackupRule): Generator<string> {
  if (isUnresolved(keepDays)) yield `${selection.path} backs it up for a time that can't be judged: ${keepDays.reason}`;
  else if (keepDays === undefined || keepDays > MOST_DAYS)
    yield `${selection.path} keeps its backups ${keepDays === undefined ? 'for ever' : `for ${keepDays} days`}; it may for ${MOST_DAYS}`;
  if (copies.length > 0) yield `${selection.path} copies its backups to another vault`;
  const most = vault === undefined || isUnresolved(vault) ? undefined : numberOf(at(vault.properties, 'LockConfiguration.MaxRetentionDays'));
  if (isLasting(graph) && (most === undefined || isUnresolved(most) || most > MOST_DAYS))
    yield `${selection.path} fills a vault whose lock doesn't hold backups to ${MOST_DAYS} days at most`;
}
