import { Text, type Resource, type Value } from '../templates/graph';
import { statementsOf, type Statement } from '../templates/policy';
import { parsePolicyText } from '../templates/policy-text';
import { at, describe, isList, isRecord, isUnresolved, listOf } from '../templates/values';
import type { Check } from './check';
import { entriesIn } from './support/entries-in';
import { judgeEach } from './support/judge-each';

/** Where policies must be readable, by type: one document, or under `Policies` several. Others are known by their statements, wherever they stand. */
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

/** Keys have a check of their own, endpoints too; a policy of an organization grants nothing. */
const JUDGED_ELSEWHERE: readonly string[] = Object.freeze(['AWS::EC2::VPCEndpoint', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::Organizations::Policy']);

/** Permissions that are no document, but one statement of it. */
const PERMISSIONS: readonly string[] = Object.freeze(['AWS::Lambda::LayerVersionPermission', 'AWS::Lambda::Permission']);

/** CMP-5. */
export const noWildcardActions: Check = {
  id: 'no-wildcard-actions',
  claim: "No policy allows an action by a wildcard, and none is attached whose text the templates don't hold.",
  judge: (graph) =>
    judgeEach(
      graph.resources.filter((resource) => DOCUMENTS.has(resource.type) || documentsOf(resource).length > 0),
      problemsOf,
    ),
};

function* problemsOf(resource: Resource): Generator<string> {
  for (const document of documentsOf(resource)) {
    const statements = statementsOf(document) ?? [];
    if (isUnresolved(statements)) yield `a policy can't be judged: ${statements.reason}`;
    else for (const statement of statements) if (statement.effect === 'Allow') yield* statementProblems(statement);
  }
  const attached = listOf(resource.properties.ManagedPolicyArns ?? resource.properties.ManagedPolicies) ?? [];
  if (isUnresolved(attached)) yield `ManagedPolicyArns can't be judged: ${attached.reason}`;
  else
    for (const policy of attached)
      if (typeof policy === 'string' || isUnresolved(policy)) yield `the policy ${describe(policy)} is attached, whose actions the templates don't hold`;
}

function documentsOf(resource: Resource): readonly (Value | undefined)[] {
  const { type, properties } = resource;
  if (JUDGED_ELSEWHERE.includes(type)) return [];
  if (PERMISSIONS.includes(type)) return [{ Statement: [{ Effect: 'Allow', Action: properties.Action ?? null }] }];
  return [...new Set([...namedDocuments(resource), ...foundDocuments(properties)])];
}

/** Trust policies, resource policies and all others: whatever holds statements with an effect, as a map or as JSON text. */
function foundDocuments(properties: Resource['properties']): readonly Value[] {
  return [properties, ...[...entriesIn(properties)].map(({ value }) => value)].flatMap((value): readonly Value[] => {
    if (value instanceof Text) return value.pieces.some((piece) => typeof piece === 'string' && piece.includes('"Statement"')) ? [value] : [];
    const document = typeof value === 'string' && value.includes('"Statement"') ? parsePolicyText(value) : value;
    return isRecord(document) && statementsIn(document.Statement).some((statement) => isRecord(statement) && statement.Effect !== undefined) ? [document] : [];
  });
}

function statementsIn(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function namedDocuments({ type, properties }: Resource): readonly (Value | undefined)[] {
  const property = DOCUMENTS.get(type);
  if (property === undefined) return [];
  if (property !== 'Policies') return [properties[property]];
  const policies = listOf(properties[property]) ?? [];
  return isUnresolved(policies) ? [policies] : policies.map((policy) => at(policy, 'PolicyDocument'));
}

function* statementProblems({ sid, actions, notActions }: Statement): Generator<string> {
  const name = sid ?? 'without a Sid';
  if (notActions.length > 0) yield `the statement ${name} allows everything but ${notActions.join(', ')}; it must name what it allows`;
  for (const action of actions) if (/[*?]/.test(action)) yield `the statement ${name} allows ${action}; it must name each action`;
}
