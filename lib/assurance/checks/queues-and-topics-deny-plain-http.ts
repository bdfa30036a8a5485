import { Unresolved, type EnvironmentGraph, type Resource, type Value } from '../templates/graph';
import { statementsOf, type Statement } from '../templates/policy';
import { isList, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { deniesPlainHttp } from './support/encrypted-transport';
import { judgeEach } from './support/judge-each';

interface Kind {
  readonly policies: Readonly<Record<string, string>>;
  readonly actions: string;
}

/** What carries messages: the policies that are set on it, with the property that names it, and the actions by which others reach it. SNS takes no `sns:*`. */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['AWS::SQS::Queue', { policies: { 'AWS::SQS::QueuePolicy': 'Queues', 'AWS::SQS::QueueInlinePolicy': 'Queue' }, actions: 'sqs:*' }],
  ['AWS::SNS::Topic', { policies: { 'AWS::SNS::TopicPolicy': 'Topics', 'AWS::SNS::TopicInlinePolicy': 'TopicArn' }, actions: 'sns:Publish' }],
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

/** One policy is kept, so that of several, or of one that may be its own, none is sure. */
function policyOf(resource: Resource, graph: EnvironmentGraph): readonly Statement[] | Unresolved {
  const { policies: kinds = {} } = KINDS.get(resource.type) ?? {};
  const policies = Object.entries(kinds).flatMap(([type, property]) => graph.ofType(type).filter(({ properties }) => mayBeOn(properties[property], resource)));
  if (policies.length > 1) return new Unresolved(resource.path, `${policies.length} policies are set on it, or may be, and AWS keeps one`);
  return statementsOf(policies[0]?.properties.PolicyDocument) ?? [];
}

/** A URL or an ARN that is written out may be anybody's. */
function mayBeOn(value: Value | undefined, resource: Resource): boolean {
  const targets = (isList(value) ? value : [value]).map((entry) => targetOf(entry));
  return targets.some((target) => target === resource || isUnresolved(target));
}

function covers({ resources, notResources }: Statement, resource: Resource): boolean {
  return notResources.length === 0 && resources.some((value) => stringOf(value) === '*' || targetOf(value) === resource);
}
