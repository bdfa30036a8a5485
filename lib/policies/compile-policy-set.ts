import type { CedarAction, CedarPolicySet } from './cedar-json';
import { compilePolicy, type PolicyCode } from './compile-policy';
import { NotCompilableError } from './errors';
import { isAskedFor } from './names';

const OPERATORS = ['contains', 'containsAll', 'equal', 'fields', 'hasRole', 'known', 'less', 'lessOrEqual'];

/**
 * The policies as a TypeScript file, by their IDs: the same for the same policies, in whatever order they come.
 * @throws {NotCompilableError} for what can't be expressed, and for two policies of one ID
 */
export function compilePolicySet(set: CedarPolicySet): string {
  const policies = set.policies.map((policy) => compilePolicy(set, policy)).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const twice = policies.find(({ id }, index) => policies[index + 1]?.id === id);
  if (twice !== undefined) throw new NotCompilableError(twice.id, 'another policy has its @id', 'Give it one of its own.');
  const body = policies.map(({ test }) => test).join('\n');
  const operators = OPERATORS.filter((operator) => new RegExp(`\\b${operator}\\(`).test(body));
  const actions = Object.entries(set.actions).filter(([, action]) => isAskedFor(action));
  return [
    '// Made of policies/ by lib/policies, and never written by hand: npx ringwall permissions makes it anew (decision 0103).',
    `import { ${operators.join(', ')} } from './operators';`,
    "import type { CompiledAction, CompiledPolicy, CompiledPolicySet } from './policy-set';",
    '',
    ...policies.map(policyLine),
    '',
    '/** The policies of policies/, for the hot path (AZN-4). */',
    'export const COMPILED_POLICIES: CompiledPolicySet = {',
    `  hash: ${JSON.stringify(set.hash)},`,
    `  roles: ${JSON.stringify(Object.keys(set.roles))},`,
    '  actions: new Map<string, CompiledAction>([',
    ...actions.map(([name, action]) => actionLine(name, action, policies)),
    '  ]),',
    '};',
    '',
  ].join('\n');
}

function policyLine({ id, test }: PolicyCode): string {
  const parameters = ['principal', 'resource', 'context'].map((name) => (new RegExp(`\\b${name}\\b`).test(test) ? name : `_${name}`));
  while (parameters.at(-1)?.startsWith('_') === true) parameters.pop();
  return `const ${constantOf(id)}: CompiledPolicy = { id: ${JSON.stringify(id)}, holds: (${parameters.join(', ')}) => ${test} };`;
}

function actionLine(name: string, { appliesTo }: CedarAction, policies: readonly PolicyCode[]): string {
  const asked = (effect: PolicyCode['effect']) =>
    policies
      .filter((policy) => policy.effect === effect && policy.actions.includes(name))
      .map(({ id }) => constantOf(id))
      .join(', ');
  const { principalTypes = [], resourceTypes = [] } = appliesTo ?? {};
  const types = `principals: ${JSON.stringify(principalTypes)}, resources: ${JSON.stringify(resourceTypes)}`;
  return `    [${JSON.stringify(name)}, { ${types}, forbids: [${asked('forbid')}], permits: [${asked('permit')}] }],`;
}

function constantOf(id: string): string {
  return id.replaceAll('-', '_').toUpperCase();
}
