import type { Configuration } from '../templates/configuration';
import type { Resource, Value } from '../templates/graph';
import { at, describe, isRecord, isUnresolved, stringOf, targetOf } from '../templates/values';
import type { Check } from './check';
import { functionAt, methodsOf, nameOfMethod, type ApiMethod } from './support/api-methods';
import { judgeEach } from './support/judge-each';

/** What everybody is answered alike, from memory or a cache: the web ACL's limit of addresses is theirs (decision 0115). */
const ALIKE: readonly string[] = Object.freeze(['GET /', 'GET /.well-known/jwks.json']);
/** T§6.1, and IDN-13's. */
const TIERS = ['admin', 'anonymous', 'apiKey', 'authenticated'] as const;
const TABLES: ReadonlySet<string> = new Set(['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table']);

/** EDGE-12. */
export const rateTiersAreConfigured: Check = {
  id: 'rate-tiers-are-configured',
  claim:
    "Every function that answers callers has the limits and windows of the four tiers that the environment's configuration names, " +
    'and a table of the templates to count in.',
  judge: (graph) => {
    const methods = methodsOf(graph).filter((one) => one.method !== 'OPTIONS' && !ALIKE.includes(nameOfMethod(one)));
    const functions = new Set(methods.map(functionOf));
    const unanswered = methods.filter((one) => functionOf(one) === undefined).map(({ resource }) => resource);
    return judgeEach([...unanswered, ...[...functions].filter((one) => one !== undefined)], (resource) =>
      resource.type === 'AWS::Lambda::Function' ? problemsOf(resource, graph.configuration) : ['no function of the templates answers it'],
    );
  },
};

function functionOf({ resource }: ApiMethod): Resource | undefined {
  return functionAt(at(resource.properties, 'Integration.Uri'));
}

function* problemsOf({ properties }: Resource, { edge }: Configuration): Generator<string> {
  const table = targetOf(at(properties, 'Environment.Variables.COUNTERS_TABLE'));
  if (table === undefined || isUnresolved(table) || !TABLES.has(table.type)) yield 'COUNTERS_TABLE is no table of the templates';
  const text = stringOf(at(properties, 'Environment.Variables.RATE_LIMITS'));
  if (isUnresolved(text)) yield `RATE_LIMITS can't be judged: ${text.reason}`;
  else if (text === undefined) yield 'RATE_LIMITS is not set; without it nothing is limited';
  else yield* limitProblems(parsed(text), edge.rateTiers);
}

function* limitProblems(limits: Value | undefined, expected: Configuration['edge']['rateTiers']): Generator<string> {
  if (!isRecord(limits)) {
    yield `RATE_LIMITS is ${describe(limits)}; it must be an object of tiers`;
    return;
  }
  for (const tier of TIERS)
    for (const name of ['limit', 'windowSeconds'] as const) {
      const found = at(limits, `${tier}.${name}`);
      if (found !== expected[tier][name]) yield `${tier}.${name} is ${describe(found)}; the configuration says ${String(expected[tier][name])}`;
    }
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
