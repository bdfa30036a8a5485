import type { EnvironmentGraph, Resource, Value } from '../templates/graph';
import { at, isUnresolved, listOf, numberOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { bucketsOf } from './support/buckets';
import { judgeEach } from './support/judge-each';
import { auditDestinations, isLocked } from './support/log-stores';

const COLD: readonly string[] = Object.freeze(['GLACIER', 'DEEP_ARCHIVE']);

/** What limits a rule to some objects. */
const LIMITS = Object.freeze(['Prefix', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan']);

/** AUD-3. */
export const auditBucketsMoveToColdStorage: Check = {
  id: 'audit-buckets-move-to-cold-storage',
  claim: 'Everything in the audit buckets moves to cold storage after the configured days at the latest.',
  judge: (graph) => {
    const destinations = auditDestinations(graph);
    const buckets = bucketsOf(graph).filter((bucket) => isLocked(bucket) || destinations.includes(bucket));
    return judgeEach(buckets, (bucket) => problemsOf(bucket, graph));
  },
};

function* problemsOf({ properties }: Resource, graph: EnvironmentGraph): Generator<string> {
  const { coldStorageAfterDays } = graph.configuration.retention;
  const rules = listOf(at(properties, 'LifecycleConfiguration.Rules')) ?? [];
  if (isUnresolved(rules)) yield `LifecycleConfiguration can't be judged: ${rules.reason}`;
  else if (!rules.some((rule) => cools(rule, coldStorageAfterDays)))
    yield `no lifecycle rule moves everything to ${COLD.join(' or ')} within ${coldStorageAfterDays} days`;
}

function cools(rule: Value, days: number): boolean {
  const transitions = listOf(at(rule, 'Transitions')) ?? [];
  if (isUnresolved(transitions) || stringOf(at(rule, 'Status')) !== 'Enabled' || LIMITS.some((limit) => (at(rule, limit) ?? '') !== '')) return false;
  return transitions.some((transition) => {
    const after = numberOf(at(transition, 'TransitionInDays'));
    const storage = stringOf(at(transition, 'StorageClass'));
    return typeof storage === 'string' && COLD.includes(storage) && typeof after === 'number' && after <= days;
  });
}
