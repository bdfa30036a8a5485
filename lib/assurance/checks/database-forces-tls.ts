import type { EnvironmentGraph, Resource } from '../templates/graph';
import type { Check } from './check';
import { clustersOf, mustSet } from './support/database-parameters';
import { judgeEach } from './support/judge-each';

/** KEY-3. */
export const databaseForcesTls: Check = {
  id: 'database-forces-tls',
  claim: 'Every database refuses connections without TLS, and TLS before 1.2.',
  judge: (graph) => judgeEach(clustersOf(graph), (cluster) => problemsOf(graph, cluster)),
};

function* problemsOf(graph: EnvironmentGraph, cluster: Resource): Generator<string> {
  yield* mustSet(graph, cluster, 'rds.force_ssl', (value) => value === '1', '1');
  yield* mustSet(graph, cluster, 'ssl_min_protocol_version', (value) => /^TLSv1\.[23]$/.test(value), 'TLSv1.2 or TLSv1.3');
}
