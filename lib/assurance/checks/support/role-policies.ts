import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { statementsOf, type Statement } from '../../templates/policy';
import { at, isUnresolved, listOf, stringOf, targetOf, type Read } from '../../templates/values';

/** What the templates let a role do by its own policies, whichever way they hang on it; a policy that can't be read is unresolved. */
export function allowancesOf(graph: EnvironmentGraph, role: Resource): Exclude<Read<readonly Statement[]>, undefined> {
  const all: Statement[] = [];
  for (const document of documentsOf(graph, role)) {
    const statements = statementsOf(document) ?? [];
    if (isUnresolved(statements)) return statements;
    all.push(...statements.filter(({ effect }) => effect === 'Allow'));
  }
  return all;
}

function* documentsOf(graph: EnvironmentGraph, role: Resource): Generator<Value | undefined> {
  for (const value of itemsOf(role.properties.ManagedPolicyArns)) {
    const policy = targetOf(value);
    if (policy !== undefined && !isUnresolved(policy)) yield policy.properties.PolicyDocument;
  }
  for (const policy of [...graph.ofType('AWS::IAM::ManagedPolicy'), ...graph.ofType('AWS::IAM::Policy')])
    if (itemsOf(policy.properties.Roles).some((value) => isRole(value, role))) yield policy.properties.PolicyDocument;
  for (const inline of itemsOf(role.properties.Policies)) yield at(inline, 'PolicyDocument');
}

function isRole(value: Value, role: Resource): boolean {
  return targetOf(value) === role || (typeof value === 'string' && value === stringOf(role.properties.RoleName));
}

function itemsOf(value: Value | undefined): readonly Value[] {
  const items = listOf(value) ?? [];
  return isUnresolved(items) ? [items] : items;
}
