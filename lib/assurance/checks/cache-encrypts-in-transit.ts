import type { Resource } from '../templates/graph';
import { booleanOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

/** KEY-3. A serverless cache takes nothing but TLS, whatever the template says. */
export const cacheEncryptsInTransit: Check = {
  id: 'cache-encrypts-in-transit',
  claim: 'Every cache takes connections by TLS only.',
  judge: (graph) => judgeEach([...graph.ofType('AWS::ElastiCache::ReplicationGroup'), ...graph.ofType('AWS::ElastiCache::CacheCluster')], problemsOf),
};

function* problemsOf({ type, properties }: Resource): Generator<string> {
  yield* mustBe(booleanOf(properties.TransitEncryptionEnabled), true, 'TransitEncryptionEnabled');
  // `preferred` takes plain connections as well; a single node knows no modes.
  if (type === 'AWS::ElastiCache::ReplicationGroup')
    yield* mustBe(stringOf(properties.TransitEncryptionMode) ?? 'required', 'required', 'TransitEncryptionMode');
}
