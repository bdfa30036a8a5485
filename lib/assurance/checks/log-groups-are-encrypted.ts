import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';
import { mustUseKey } from './support/keys';

/** KEY-2. */
export const logGroupsAreEncrypted: Check = {
  id: 'log-groups-are-encrypted',
  claim: 'Every log group is encrypted with a KMS key of its environment, and every function writes to one of these.',
  judge: (graph) =>
    judgeEach([...graph.ofType('AWS::Logs::LogGroup'), ...graph.ofType('AWS::Lambda::Function')], (resource) =>
      resource.type === 'AWS::Logs::LogGroup' ? mustUseKey(graph, resource, 'KmsKeyId') : mustLogToGroup(graph, resource),
    ),
};

/** Lambda makes a missing log group itself, without a key and without an end. */
function* mustLogToGroup(graph: EnvironmentGraph, lambda: Resource): Generator<string> {
  const value = at(lambda.properties, 'LoggingConfig.LogGroup');
  const functionName = stringOf(lambda.properties.FunctionName);
  const name = typeof value === 'string' ? value : value === undefined && typeof functionName === 'string' ? `/aws/lambda/${functionName}` : undefined;
  const group =
    name === undefined
      ? targetOf(value, 'AWS::Logs::LogGroup')
      : graph.ofType('AWS::Logs::LogGroup').find(({ properties }) => stringOf(properties.LogGroupName) === name);
  if (isUnresolved(group)) yield `LoggingConfig.LogGroup can't be judged: ${group.reason}`;
  else if (group === undefined)
    yield `the function writes to ${name ?? 'a log group of its own'}, which no template makes: Lambda would make it without encryption`;
}
