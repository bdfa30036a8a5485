import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { coversAction } from '../templates/policy';
import { at, isUnresolved, listOf, numberOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { bucketStatements, coversBucket, coversObjects } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { logBuckets } from './support/log-stores';
import { mustBe } from './support/must-be';
import { deniesEverybody, deniesEverybodyBut } from './support/sparing';

/** What ends an object or its lock; denied to everybody. */
const ENDINGS = Object.freeze(['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention']);

/** What would undo those denials or let a rule delete; denied to everybody but roles named one by one. */
const WEAKENINGS = Object.freeze(['s3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketPolicy', 's3:PutBucketVersioning', 's3:PutLifecycleConfiguration']);

/** AUD-3. */
export const logBucketsAreVersionedAndUndeletable: Check = {
  id: 'log-buckets-are-versioned-and-undeletable',
  claim: 'Buckets that hold logs are versioned and retained, and their policies let nobody delete from them.',
  judge: (graph) => judgeEach(logBuckets(graph), (bucket) => problemsOf(bucket, graph)),
};

function* problemsOf(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  yield* mustBe(stringOf(at(bucket.properties, 'VersioningConfiguration.Status')), 'Enabled', 'VersioningConfiguration.Status');
  yield* mustBe(bucket.deletionPolicy, 'Retain', 'DeletionPolicy');
  yield* mustBe(bucket.updateReplacePolicy, 'Retain', 'UpdateReplacePolicy');
  yield* policyProblems(bucket, graph);
  yield* lifecycleProblems(bucket, graph.configuration.retention.auditOneYearDays);
}

function* policyProblems(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  const statements = bucketStatements(graph, bucket);
  if (isUnresolved(statements)) {
    yield `the bucket's policy can't be judged: ${statements.reason}`;
    return;
  }
  for (const action of ENDINGS) {
    if (!statements.some((statement) => coversAction(statement, action) && coversObjects(statement, bucket) && deniesEverybody(statement))) yield `no statement of its policy denies everybody ${action} on all objects`;
  }
  for (const action of WEAKENINGS) {
    if (!statements.some((statement) => coversAction(statement, action) && coversBucket(statement, bucket) && deniesEverybodyBut(statement, isOneRole))) yield `no statement of its policy denies ${action} to everybody but roles named one by one`;
  }
}

function isOneRole(principal: Value): boolean {
  return typeof principal !== 'string' || /^arn:[a-z-]+:iam::\d{12}:role\/[^*?$]+$/.test(principal);
}

/** A lifecycle rule deletes what nobody may delete. */
function* lifecycleProblems({ properties }: Resource, days: number): Generator<string> {
  const rules = listOf(at(properties, 'LifecycleConfiguration.Rules')) ?? [];
  if (isUnresolved(rules)) yield `LifecycleConfiguration can't be judged: ${rules.reason}`;
  else for (const rule of rules) {
    const ends = ['ExpirationInDays', 'NoncurrentVersionExpirationInDays', 'NoncurrentVersionExpiration.NoncurrentDays'].map((path) => at(rule, path));
    if (isUnresolved(rule) || at(rule, 'ExpirationDate') !== undefined || ends.some((end) => isTooEarly(end, days))) yield `a lifecycle rule deletes before the ${days} days of the shorter class are over`;
  }
}

function isTooEarly(end: Value | undefined, days: number): boolean {
  const after = numberOf(end);
  return after !== undefined && (isUnresolved(after) || after < days);
}
