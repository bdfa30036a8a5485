import { Reference, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { coversAction, statementsOf, type Statement } from '../templates/policy';
import { at, isUnresolved, listOf, recordOf, referencesIn, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { bucketOf, bucketsOf, bucketStatements, coversObjects, ENCRYPTION } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { keyOf } from './support/keys';
import { auditDestinations, isLocked, logBuckets } from './support/log-stores';

/** AUD-3. */
export const deliveryBucketsReplicateToLocked: Check = {
  id: 'delivery-buckets-replicate-to-locked',
  claim: 'What services deliver to buckets without a lock is copied, whole and encrypted, into a locked one, and no bucket copies anywhere else.',
  judge: (graph) => {
    // Trails and flow logs must go to locked buckets at once; that is another check.
    const audit = auditDestinations(graph);
    const delivery = logBuckets(graph).filter((bucket) => !isLocked(bucket) && !audit.includes(bucket));
    const buckets = bucketsOf(graph).filter((bucket) => delivery.includes(bucket) || bucket.properties.ReplicationConfiguration !== undefined);
    return judgeEach(buckets, function* (bucket) {
      yield* strayCopies(bucket, graph);
      if (delivery.includes(bucket)) yield* problemsOf(bucket, graph);
    });
  },
};

/** A rule beside the one that is wanted may carry everything to a stranger's bucket. */
function* strayCopies({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const rules = listOf(at(properties, 'ReplicationConfiguration.Rules')) ?? [];
  if (isUnresolved(rules)) yield `ReplicationConfiguration.Rules can't be judged: ${rules.reason}`;
  else
    for (const [index, rule] of rules.entries()) {
      const into = bucketOf(graph, at(rule, 'Destination.Bucket'));
      if (isUnresolved(into)) yield `replication rule ${index} must copy into a locked bucket of this environment: ${into.reason}`;
      else if (into === undefined || !isLocked(into))
        yield `replication rule ${index} copies into ${into?.path ?? 'no bucket'}; it must be a locked bucket of this environment`;
    }
}

function* problemsOf(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  const rules = listOf(at(bucket.properties, 'ReplicationConfiguration.Rules')) ?? [];
  const role = targetOf(at(bucket.properties, 'ReplicationConfiguration.Role'), 'AWS::IAM::Role');
  if (isUnresolved(rules)) return;
  if (!rules.some((rule) => copiesAll(rule, bucket, graph)))
    yield 'no replication rule copies everything in it into a locked bucket, encrypted with a KMS key of this environment';
  else if (isUnresolved(role) || role === undefined) yield 'ReplicationConfiguration.Role is no role that the templates make';
  else {
    const locked = rules.filter((rule) => copiesAll(rule, bucket, graph)).map((rule) => bucketOf(graph, at(rule, 'Destination.Bucket')));
    if (!isGranted(role, READS, bucket, graph)) yield `${role.path} isn't allowed ${READS} on its objects, so that nothing is copied`;
    if (!locked.some((into) => into !== undefined && !isUnresolved(into) && isGranted(role, WRITES, into, graph)))
      yield `${role.path} isn't allowed ${WRITES} into the locked bucket, so that nothing is copied`;
  }
}

/** Without these rights of its role, replication fails object by object, and S3 says nothing at deployment. */
const [READS, WRITES] = ['s3:GetObjectVersionForReplication', 's3:ReplicateObject'] as const;

/** Whether the role's own policies, or the bucket's, allow an action on all objects. */
function isGranted(role: Resource, action: string, bucket: Resource, graph: EnvironmentGraph): boolean {
  const byBucket = readOr(bucketStatements(graph, bucket)).filter(({ principals }) => principals.some(({ value }) => isRole(value, role)));
  const byRole = graph
    .mentions(role)
    .filter(({ type, properties }) => ATTACHED.includes(type) && referencesIn(properties.Roles).some(({ target }) => target === role))
    .flatMap(({ properties }) => readOr(statementsOf(properties.PolicyDocument)));
  return [...byBucket, ...byRole].some((one) => one.effect === 'Allow' && coversAction(one, action) && coversObjects(one, bucket));
}

const ATTACHED: readonly string[] = Object.freeze(['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy']);

function isRole(value: Value, role: Resource): boolean {
  const name = stringOf(role.properties.RoleName);
  return value instanceof Reference ? value.target === role : typeof name === 'string' && value === `arn:aws:iam::${role.account}:role/${name}`;
}

function readOr(statements: ReturnType<typeof statementsOf>): readonly Statement[] {
  return statements === undefined || isUnresolved(statements) ? [] : statements;
}

function copiesAll(rule: Value, bucket: Resource, graph: EnvironmentGraph): boolean {
  const destination = bucketOf(graph, at(rule, 'Destination.Bucket'));
  if (destination === undefined || isUnresolved(destination) || !isLocked(destination)) return false;
  const key = keyOf(graph, at(rule, 'Destination.EncryptionConfiguration.ReplicaKmsKeyID'));
  return stringOf(at(rule, 'Status')) === 'Enabled' && isWhole(rule) && key !== undefined && !isUnresolved(key) && copiesEncrypted(rule, bucket);
}

/** Objects under KMS are left out unless the rule takes them in. */
function copiesEncrypted(rule: Value, { properties }: Resource): boolean {
  return (
    stringOf(at(properties, `${ENCRYPTION}.SSEAlgorithm`)) === 'AES256' ||
    stringOf(at(rule, 'SourceSelectionCriteria.SseKmsEncryptedObjects.Status')) === 'Enabled'
  );
}

/** A prefix or filter leaves objects out; an empty one doesn't. */
function isWhole(rule: Value): boolean {
  const filter = recordOf(at(rule, 'Filter')) ?? {};
  if (isUnresolved(filter) || Object.keys(filter).some((name) => name !== 'Prefix')) return false;
  return [at(rule, 'Prefix'), filter.Prefix].every((prefix) => (prefix ?? '') === '');
}
