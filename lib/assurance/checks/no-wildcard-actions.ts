import type { Resource, Value } from '../templates/graph';
import { statementsOf, type Statement } from '../templates/policy';
import { at, describe, isUnresolved, listOf } from '../templates/values';
import type { Check } from './check';
import { judgeEach } from './support/judge-each';

/** Where policies stand, by type: one document, or under `Policies` several. Keys have a check of their own, endpoints too. */
const DOCUMENTS: ReadonlyMap<string, string> = new Map([
  ['AWS::IAM::Role', 'Policies'],
  ['AWS::IAM::User', 'Policies'],
  ['AWS::IAM::Group', 'Policies'],
  ['AWS::IAM::Policy', 'PolicyDocument'],
  ['AWS::IAM::ManagedPolicy', 'PolicyDocument'],
  ['AWS::IAM::RolePolicy', 'PolicyDocument'],
  ['AWS::IAM::UserPolicy', 'PolicyDocument'],
  ['AWS::IAM::GroupPolicy', 'PolicyDocument'],
  ['AWS::S3::BucketPolicy', 'PolicyDocument'],
  ['AWS::SQS::QueuePolicy', 'PolicyDocument'],
  ['AWS::SNS::TopicPolicy', 'PolicyDocument'],
  ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy'],
]);

/** CMP-5. */
export const noWildcardActions: Check = {
  id: 'no-wildcard-actions',
  claim: "No policy allows an action by a wildcard, and none is attached whose text the templates don't hold.",
  judge: (graph) =>
    judgeEach(
      graph.resources.filter(({ type }) => DOCUMENTS.has(type)),
      problemsOf,
    ),
};

function* problemsOf(resource: Resource): Generator<string> {
  for (const document of documentsOf(resource)) {
    const statements = statementsOf(document) ?? [];
    if (isUnresolved(statements)) yield `a policy can't be judged: ${statements.reason}`;
    else for (const statement of statements) if (statement.effect === 'Allow') yield* statementProblems(statement);
  }
  const attached = listOf(resource.properties.ManagedPolicyArns) ?? [];
  if (isUnresolved(attached)) yield `ManagedPolicyArns can't be judged: ${attached.reason}`;
  else
    for (const policy of attached)
      if (typeof policy === 'string' || isUnresolved(policy)) yield `the policy ${describe(policy)} is attached, whose actions the templates don't hold`;
}

function documentsOf({ type, properties }: Resource): readonly (Value | undefined)[] {
  const property = DOCUMENTS.get(type) ?? '';
  if (property !== 'Policies') return [properties[property]];
  const policies = listOf(properties[property]) ?? [];
  return isUnresolved(policies) ? [policies] : policies.map((policy) => at(policy, 'PolicyDocument'));
}

function* statementProblems({ sid, actions, notActions }: Statement): Generator<string> {
  const name = sid ?? 'without a Sid';
  if (notActions.length > 0) yield `the statement ${name} allows everything but ${notActions.join(', ')}; it must name what it allows`;
  for (const action of actions) if (/[*?]/.test(action)) yield `the statement ${name} allows ${action}; it must name each action`;
}
