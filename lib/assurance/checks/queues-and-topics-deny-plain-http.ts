import { Unresolved, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { statementsOf, type Statement } from '../templates/policy';
import { isUnresolved, listOf, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { deniesPlainHttp } from './support/encrypted-transport';
import { judgeEach } from './support/judge-each';

/** What carries messages: the policy that is set on it, and the actions by which others reach it. SNS takes no `sns:*`. */
const KINDS: ReadonlyMap<string, { readonly policy: string; readonly list: string; readonly actions: string }> = new Map([
  ['AWS::SQS::Queue', { policy: 'AWS::SQS::QueuePolicy', list: 'Queues', actions: 'sqs:*' }],
  ['AWS::SNS::Topic', { policy: 'AWS::SNS::TopicPolicy', list: 'Topics', actions: 'sns:Publish' }],
]);

/** KEY-3. */
export const queuesAndTopicsDenyPlainHttp: Check = {
  id: 'queues-and-topics-deny-plain-http',
  claim: 'Every queue and topic denies everybody plain HTTP.',
  judge: (graph) =>
    judgeEach(
      [...KINDS.keys()].flatMap((type) => graph.ofType(type)),
      (resource) => problemsOf(resource, graph),
    ),
};

function* problemsOf(resource: Resource, graph: EnvironmentGraph): Generator<string> {
  const statements = policyOf(resource, graph);
  const { actions = '' } = KINDS.get(resource.type) ?? {};
  if (isUnresolved(statements)) yield `its policy can't be judged: ${statements.reason}`;
  else if (!statements.some((statement) => deniesPlainHttp(statement, actions) && covers(statement, resource)))
    yield `no statement of its policy denies everybody ${actions} over plain HTTP`;
}

/** One policy is kept, so that of several none is sure. */
function policyOf(resource: Resource, graph: EnvironmentGraph): readonly Statement[] | Unresolved {
  const { policy = '', list = '' } = KINDS.get(resource.type) ?? {};
  const policies = graph.ofType(policy).filter(({ properties }) => isListed(properties[list], resource));
  if (policies.length > 1) return new Unresolved(resource.path, `${policies.length} policies are set on it, and AWS keeps one`);
  return statementsOf(policies[0]?.properties.PolicyDocument) ?? [];
}

function isListed(value: Value | undefined, resource: Resource): boolean {
  const listed = listOf(value) ?? [];
  return !isUnresolved(listed) && listed.some((entry) => targetOf(entry) === resource);
}

function covers({ resources, notResources }: Statement, resource: Resource): boolean {
  return notResources.length === 0 && resources.some((value) => stringOf(value) === '*' || targetOf(value) === resource);
}
