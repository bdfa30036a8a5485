import { Reference, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { coversAction, type Statement } from '../templates/policy';
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
const WEAKENINGS = Object.freeze([
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
]);

/** Where a lifecycle rule says after how many days it deletes. */
const ENDS = Object.freeze(['ExpirationInDays', 'NoncurrentVersionExpirationInDays', 'NoncurrentVersionExpiration.NoncurrentDays']);

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
  const onObjects = statements.filter((statement) => coversObjects(statement, bucket) && deniesEverybody(statement));
  const onBucket = statements.filter((statement) => coversBucket(statement, bucket) && deniesEverybodyBut(statement, isOneRole));
  const isDenied = (by: readonly Statement[], action: string) => by.some((statement) => coversAction(statement, action));
  for (const action of ENDINGS) if (!isDenied(onObjects, action)) yield `no statement of its policy denies everybody ${action} on all objects`;
  for (const action of WEAKENINGS) if (!isDenied(onBucket, action)) yield `no statement of its policy denies ${action} to everybody but roles named one by one`;
}

function isOneRole(principal: Value): boolean {
  if (principal instanceof Reference) return principal.target.type === 'AWS::IAM::Role';
  return typeof principal === 'string' && /^arn:[a-z-]+:iam::\d{12}:role\/[^*?$]+$/.test(principal);
}

/** A lifecycle rule deletes what nobody may delete. */
function* lifecycleProblems({ properties }: Resource, days: number): Generator<string> {
  const rules = listOf(at(properties, 'LifecycleConfiguration.Rules')) ?? [];
  if (isUnresolved(rules)) yield `LifecycleConfiguration can't be judged: ${rules.reason}`;
  else
    for (const rule of rules) {
      if (isUnresolved(rule) || ENDS.some((path) => isTooEarly(at(rule, path), days)) || at(rule, 'ExpirationDate') !== undefined) {
        yield `a lifecycle rule deletes before the ${days} days of the shorter class are over`;
      }
    }
}

function isTooEarly(end: Value | undefined, days: number): boolean {
  const after = numberOf(end);
  return after !== undefined && (isUnresolved(after) || after < days);
}
