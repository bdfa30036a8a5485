import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, booleanOf, isUnresolved } from '../templates/values';
import type { Check } from './check';
import { DATA_STORES, dataStores, encryptedWith, keyOfStore, purposeOf, switchProblems } from './support/data-stores';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';

/** KEY-2. What a key is for is read off the stores that use it. */
export const dataStoresAreEncryptedWithTheirOwnKeys: Check = {
  id: 'data-stores-are-encrypted-with-their-own-keys',
  claim:
    'PostgreSQL and its performance data, cache, tables, brokers and backup vaults are encrypted with KMS keys of their environment, which serve no store of another kind.',
  judge: (graph) =>
    judgeEach([...dataStores(graph), ...graph.ofType('AWS::RDS::DBInstance')], (store) =>
      store.type === 'AWS::RDS::DBInstance' ? instanceProblems(graph, store) : storeProblems(graph, store),
    ),
};

function* storeProblems(graph: EnvironmentGraph, store: Resource): Generator<string> {
  const kind = DATA_STORES.get(store.type);
  if (kind === undefined) return;
  yield* switchProblems(store, kind);
  yield* mustUseKey(graph, store, kind.key);
  yield* sharingProblems(graph, store, kind.purpose);
}

/** Its storage is the cluster's; one without a cluster has its own. */
function* instanceProblems(graph: EnvironmentGraph, instance: Resource): Generator<string> {
  const alone = at(instance.properties, 'DBClusterIdentifier') === undefined;
  if (alone) yield* mustUseKey(graph, instance, 'KmsKeyId');
  const insights = booleanOf(instance.properties.EnablePerformanceInsights) ?? false;
  if (isUnresolved(insights)) yield `EnablePerformanceInsights can't be judged: ${insights.reason}`;
  else if (insights) yield* mustUseKey(graph, instance, 'PerformanceInsightsKMSKeyId');
}

function* sharingProblems(graph: EnvironmentGraph, store: Resource, purpose: string): Generator<string> {
  const key = keyOfStore(graph, store);
  const others = key === undefined ? [] : encryptedWith(graph, key).filter((other) => purposeOf(other) !== purpose);
  for (const other of others.slice(0, 1))
    yield `its key also serves ${other.path}, which is for ${purposeOf(other) ?? 'something else'}; each kind of store must have keys of its own`;
}
