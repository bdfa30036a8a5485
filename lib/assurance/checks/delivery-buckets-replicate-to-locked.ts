import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, isUnresolved, listOf, recordOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { bucketOf, ENCRYPTION } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { keyOf } from './support/keys';
import { auditDestinations, isLocked, logBuckets } from './support/log-stores';

/** AUD-3. */
export const deliveryBucketsReplicateToLocked: Check = {
  id: 'delivery-buckets-replicate-to-locked',
  claim: 'What services deliver to buckets without a lock is copied, whole and encrypted, into a locked one.',
  judge: (graph) => {
    // Trails and flow logs must go to locked buckets at once; that is another check.
    const audit = auditDestinations(graph);
    return judgeEach(
      logBuckets(graph).filter((bucket) => !isLocked(bucket) && !audit.includes(bucket)),
      (bucket) => problemsOf(bucket, graph),
    );
  },
};

function* problemsOf(bucket: Resource, graph: EnvironmentGraph): Generator<string> {
  const rules = listOf(at(bucket.properties, 'ReplicationConfiguration.Rules')) ?? [];
  const role = targetOf(at(bucket.properties, 'ReplicationConfiguration.Role'), 'AWS::IAM::Role');
  if (isUnresolved(rules)) yield `ReplicationConfiguration can't be judged: ${rules.reason}`;
  else if (!rules.some((rule) => copiesAll(rule, bucket, graph)))
    yield 'no replication rule copies everything in it into a locked bucket, encrypted with a KMS key of this environment';
  else if (isUnresolved(role) || role === undefined) yield 'ReplicationConfiguration.Role is no role that the templates make';
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
