import type { CedarPolicy, CedarPolicySet, Scope } from './cedar-json';
import { condition, roleTest } from './compile-expression';
import { NotCompilableError } from './errors';
import { actionsBelow, entityId, isAskedFor, typeName, type Names } from './names';

/** A policy as TypeScript. */
export interface PolicyCode {
  readonly id: string;
  readonly effect: CedarPolicy['effect'];
  /** The actions whose requests it is asked for. */
  readonly actions: readonly string[];
  /** An expression over `principal`, `resource` and `context`. */
  readonly test: string;
}

type Operand = Readonly<Record<string, unknown>>;

/** @throws {NotCompilableError} for what can't be expressed: nothing is left out */
export function compilePolicy(set: CedarPolicySet, policy: CedarPolicy): PolicyCode {
  const id = policy.annotations?.id;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(id)) throw new NotCompilableError(id ?? 'without @id', 'it has no @id in kebab case', 'Give it one.');
  const names = { policy: id, set };
  for (const { body } of policy.conditions) refuseOtherCreators(id, body);
  const conditions = policy.conditions.map(({ kind, body }) => (kind === 'when' ? condition(names, body) : `!(${condition(names, body)})`));
  const tests = [...scopeTests(names, 'principal', policy.principal), ...scopeTests(names, 'resource', policy.resource), ...conditions];
  const test = tests.length === 0 ? 'true' : tests.join(' && ');
  return { id, effect: policy.effect, actions: actionsOf(names, policy.action), test };
}

/** The only thing that a policy may ask of who created a resource is whether it is who asks: the filter of rows knows two kinds of creators (AZN-7). */
function refuseOtherCreators(id: string, expression: unknown): void {
  if (typeof expression !== 'object' || expression === null) return;
  const { '==': equal, '!=': unequal, '.': read, has } = expression as Readonly<Record<string, Operand | undefined>>;
  if (isOwn(equal ?? unequal)) return;
  if (isAttribute('resource', 'creator', read ?? has))
    throw new NotCompilableError(id, 'it does something else with resource.creator than to compare it with principal.id', 'Lists filter rows by that alone.');
  for (const part of Object.values(expression)) refuseOtherCreators(id, part);
}

function isOwn({ left, right }: Operand = {}): boolean {
  const [one, other] = [left, right].map((side) => (side as { readonly '.'?: Operand } | undefined)?.['.']);
  return [
    [one, other],
    [other, one],
  ].some(([first, second]) => isAttribute('resource', 'creator', first) && isAttribute('principal', 'id', second));
}

function isAttribute(variable: string, name: string, { left, attr }: Operand = {}): boolean {
  return attr === name && (left as { readonly Var?: unknown } | undefined)?.Var === variable;
}

function scopeTests(names: Names, variable: 'principal' | 'resource', scope: Scope): readonly string[] {
  const entity = scope.op === 'in' ? scope.entity : (scope.in as { readonly entity?: unknown } | undefined)?.entity;
  const isA = scope.op === 'is' ? [`${variable}.type === ${JSON.stringify(typeName(names, String(scope.entity_type)))}`] : [];
  if (scope.op !== 'All' && scope.op !== 'is' && (scope.op !== 'in' || entity === undefined))
    throw new NotCompilableError(names.policy, `its scope has ${variable} ${scope.op}`, 'Compare attributes instead.');
  if (scope.in !== undefined && entity === undefined) throw new NotCompilableError(names.policy, 'it is a template', 'Write it out.');
  return entity === undefined ? isA : [...isA, roleTest(names, variable, entity)];
}

function actionsOf(names: Names, { op, entity, entities }: Scope): readonly string[] {
  if (op === 'All') return Object.keys(names.set.actions).filter((action) => isAskedFor(names.set.actions[action]));
  if (op !== '==' && op !== 'in') throw new NotCompilableError(names.policy, `its scope has action ${op}`, 'Name the actions.');
  const named = (entities ?? [entity]).map((one) => entityId(names, 'Action', one));
  // Of an action alone those below it are no part; a group alone is never asked for.
  return [...new Set(named.flatMap((one) => actionsBelow(names, one).filter((below) => op === 'in' || below === one)))];
}
