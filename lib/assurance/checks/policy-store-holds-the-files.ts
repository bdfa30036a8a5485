import { isDeepStrictEqual } from 'node:util';
import { PUBLISHED_POLICIES } from '../../policies/published-policies';
import type { EnvironmentGraph, Resource } from '../templates/graph';
import { at, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { isLasting } from './support/lasting';
import { judgeEach } from './support/judge-each';
import { mustBe } from './support/must-be';

const STORE = 'AWS::VerifiedPermissions::PolicyStore';
const POLICY = 'AWS::VerifiedPermissions::Policy';
/** By which a store would hold what no file says. */
const OTHERS: readonly string[] = Object.freeze(['AWS::VerifiedPermissions::PolicyTemplate', 'AWS::VerifiedPermissions::IdentitySource']);

/** AZN-4: the drift between what is published and the files. */
export const policyStoreHoldsTheFiles: Check = {
  id: 'policy-store-holds-the-files',
  claim: "A policy store validates strictly, holds the files' schema and each of their policies once, and nothing else; one that lasts can't be deleted.",
  judge: (graph) => {
    const stores = graph.ofType(STORE);
    const policies = graph.ofType(POLICY);
    return judgeEach([...stores, ...policies, ...OTHERS.flatMap(graph.ofType)], (resource) => {
      if (stores.includes(resource)) return storeProblems(graph, resource);
      return policies.includes(resource) ? policyProblems(resource) : [`${resource.type} is none of what the files say`];
    });
  },
};

function* storeProblems(graph: EnvironmentGraph, store: Resource): Generator<string> {
  const { properties } = store;
  yield* mustBe(stringOf(at(properties, 'ValidationSettings.Mode')), 'STRICT', 'ValidationSettings.Mode');
  if (isLasting(graph)) yield* mustBe(stringOf(at(properties, 'DeletionProtection.Mode')), 'ENABLED', 'DeletionProtection.Mode');
  yield* schemaProblems(stringOf(at(properties, 'Schema.CedarJson')));
  const held = graph
    .ofType(POLICY)
    .filter(({ properties: { PolicyStoreId } }) => targetOf(PolicyStoreId) === store)
    .map(statementOf);
  for (const [id, text] of Object.entries(PUBLISHED_POLICIES.policies)) {
    const times = held.filter((statement) => statement === text).length;
    if (times !== 1) yield `it holds the policy ${id} ${String(times)} times; it must hold it once, as its file has it`;
  }
}

function* schemaProblems(schema: ReturnType<typeof stringOf>): Generator<string> {
  if (isUnresolved(schema)) yield `Schema.CedarJson can't be judged: ${schema.reason}`;
  else if (!isDeepStrictEqual(parsed(schema ?? ''), PUBLISHED_POLICIES.schema)) yield "Schema.CedarJson isn't the files' schema";
}

function* policyProblems(policy: Resource): Generator<string> {
  const statement = statementOf(policy);
  if (isUnresolved(statement)) yield `Definition.Static.Statement can't be judged: ${statement.reason}`;
  else if (!Object.values(PUBLISHED_POLICIES.policies).some((text) => text === statement))
    yield 'Definition.Static.Statement is none of the policies in the files';
  const store = targetOf(policy.properties.PolicyStoreId, STORE);
  if (store === undefined || isUnresolved(store)) yield 'PolicyStoreId names no store that the templates make';
}

function statementOf({ properties }: Resource): ReturnType<typeof stringOf> {
  return stringOf(at(properties, 'Definition.Static.Statement'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
