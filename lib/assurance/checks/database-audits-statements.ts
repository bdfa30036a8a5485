import type { EnvironmentGraph, Resource } from '../templates/graph';
import { describe, isUnresolved, listOf, stringOf } from '../templates/values';
import type { Check } from './check';
import { clustersOf, mustSet } from './support/database-parameters';
import { judgeEach } from './support/judge-each';

/** The classes of statements that pgaudit must log: who defines, grants, reads and writes. */
const CLASSES = Object.freeze(['ddl', 'role', 'read', 'write']);
const LOG = 'postgresql';

/** AZN-8. */
export const databaseAuditsStatements: Check = {
  id: 'database-audits-statements',
  claim: 'Every database logs connections, statements and, by pgaudit, who defines, grants, reads and writes; the logs go to an encrypted log group.',
  judge: (graph) => judgeEach(clustersOf(graph), (cluster) => problemsOf(graph, cluster)),
};

function* problemsOf(graph: EnvironmentGraph, cluster: Resource): Generator<string> {
  yield* mustSet(graph, cluster, 'shared_preload_libraries', (value) => parts(value).includes('pgaudit'), 'a list with pgaudit');
  yield* mustSet(graph, cluster, 'pgaudit.log', coversAll, `a list of ${CLASSES.join(', ')}, or all`);
  yield* mustSet(graph, cluster, 'log_statement', (value) => ['ddl', 'mod', 'all'].includes(value), 'ddl, mod or all');
  for (const name of ['log_connections', 'log_disconnections']) yield* mustSet(graph, cluster, name, (value) => value === '1', '1');
  yield* exportProblems(graph, cluster);
}

/** RDS makes a missing log group itself, without a key and without an end. */
function* exportProblems(graph: EnvironmentGraph, { properties }: Resource): Generator<string> {
  const exported = listOf(properties.EnableCloudwatchLogsExports) ?? [];
  const cluster = stringOf(properties.DBClusterIdentifier);
  if (isUnresolved(exported)) yield `EnableCloudwatchLogsExports can't be judged: ${exported.reason}`;
  else if (!exported.includes(LOG)) yield `EnableCloudwatchLogsExports doesn't name ${LOG}; the logs stay in the database`;
  else if (typeof cluster !== 'string') yield "DBClusterIdentifier is not set, so that the log group of its logs can't be told";
  else
    for (const log of exported)
      if (typeof log !== 'string' || !isMade(graph, `/aws/rds/cluster/${cluster}/${log}`))
        yield `no template makes the log group /aws/rds/cluster/${cluster}/${typeof log === 'string' ? log : describe(log)}; RDS would make it without encryption`;
}

function isMade(graph: EnvironmentGraph, name: string): boolean {
  return graph.ofType('AWS::Logs::LogGroup').some(({ properties }) => stringOf(properties.LogGroupName) === name);
}

/** `-read` takes a class out again. */
function coversAll(value: string): boolean {
  const named = parts(value);
  return !named.some((name) => name.startsWith('-') && name !== '-misc') && (named.includes('all') || CLASSES.every((name) => named.includes(name)));
}

function parts(value: string): readonly string[] {
  return value.split(',').map((part) => part.trim());
}
