import type { Expression } from './cedar-json';
import { NotCompilableError } from './errors';
import { entityId, mayBeEntity, rolesUpFrom, typeName, type Names } from './names';

/** What an operator's expression compiles to. */
interface Code {
  readonly text: string;
  /** Whether it can be nothing but true or false: only such may stand as a condition. */
  readonly isBoolean: boolean;
}

type Operand = Readonly<Record<string, unknown>>;
type Compiler = (names: Names, operand: Operand) => Code;

const FIX = 'Say it otherwise, or teach lib/policies this construct and prove it against Cedar.';
const VARIABLES: ReadonlySet<unknown> = new Set(['principal', 'resource', 'context']);

/** By operator. What stands here not is refused, and so is a variable that is a value itself. */
const OPERATORS: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['!', (names, { arg }) => truth(`!(${condition(names, arg)})`)],
  ['&&', (names, { left, right }) => truth(`(${condition(names, left)} && ${condition(names, right)})`)],
  ['||', (names, { left, right }) => truth(`(${condition(names, left)} || ${condition(names, right)})`)],
  ['==', (names, operand) => call(names, 'equal', operand)],
  ['!=', (names, operand) => truth(`!${call(names, 'equal', operand).text}`)],
  ['<', (names, operand) => call(names, 'less', operand)],
  ['<=', (names, operand) => call(names, 'lessOrEqual', operand)],
  ['>', (names, { left, right }) => call(names, 'less', { left: right, right: left })],
  ['>=', (names, { left, right }) => call(names, 'lessOrEqual', { left: right, right: left })],
  ['contains', (names, operand) => call(names, 'contains', operand)],
  ['containsAll', (names, operand) => call(names, 'containsAll', operand)],
  ['.', plainAttribute],
  ['has', (names, { left, attr }) => truth(`${entity(names, left)}.${attributeName(names, attr)} !== undefined`)],
  ['in', (names, { left, right }) => truth(`hasRole(${entity(names, left)}, ${above(names, right)})`)],
  ['is', isType],
]);

/** A condition as TypeScript. @throws {NotCompilableError} for what can't be expressed, or may be no truth value */
export function condition(names: Names, expression: unknown): string {
  const { text, isBoolean } = compile(names, expression);
  if (!isBoolean) throw new NotCompilableError(names.policy, 'a value that may be neither true nor false is a condition', 'Compare it with true.');
  return text;
}

/** `hasRole` with the roles written out. */
export function roleTest(names: Names, variable: string, role: unknown): string {
  return `hasRole(${variable}, ${JSON.stringify(rolesUpFrom(names, entityId(names, 'Role', role)))})`;
}

function compile(names: Names, expression: unknown): Code {
  const [entry, ...others] = Object.entries(expression as Expression);
  if (entry === undefined || others.length > 0) throw new NotCompilableError(names.policy, 'an expression has not one operator', FIX);
  const [operator, operand] = entry;
  if (operator === 'Value') return literal(names, operand);
  if (operator === 'Set') return { text: `[${(operand as unknown[]).map((member) => value(names, member)).join(', ')}]`, isBoolean: false };
  if (operator === 'Record') return record(names, operand as Operand);
  const compiler = OPERATORS.get(operator);
  if (compiler === undefined) throw new NotCompilableError(names.policy, `it uses ${operator}`, FIX);
  return compiler(names, operand as Operand);
}

function value(names: Names, expression: unknown): string {
  return compile(names, expression).text;
}

/** What attributes and roles are read from: a variable, or what an attribute holds. Nowhere else may an entity stand. */
function entity(names: Names, expression: unknown): string {
  const { Var: variable, '.': operand } = expression as Expression;
  if (typeof variable === 'string' && VARIABLES.has(variable)) return variable;
  return `fields(${operand === undefined ? value(names, expression) : attribute(names, operand as Operand)})`;
}

function attribute(names: Names, { left, attr }: Operand): string {
  return `known(${entity(names, left)}.${attributeName(names, attr)})`;
}

/** What is compared or looked for. Cedar compares entities by their IDs, and here they would be by all that they hold. */
function plainAttribute(names: Names, operand: Operand): Code {
  if (mayBeEntity(names, operand)) throw new NotCompilableError(names.policy, `${String(operand.attr)} is an entity, and no value`, FIX);
  return { text: attribute(names, operand), isBoolean: false };
}

function truth(text: string): Code {
  return { text, isBoolean: true };
}

function call(names: Names, operator: string, { left, right }: Operand): Code {
  return truth(`${operator}(${value(names, left)}, ${value(names, right)})`);
}

function literal({ policy }: Names, operand: unknown): Code {
  if (typeof operand === 'boolean') return truth(String(operand));
  if (typeof operand === 'string' || Number.isSafeInteger(operand)) return { text: JSON.stringify(operand), isBoolean: false };
  throw new NotCompilableError(policy, 'a value is neither text, truth value nor number of at most 53 bits', FIX);
}

function record(names: Names, operand: Operand): Code {
  const fields = Object.entries(operand).map(([name, field]) => `${attributeName(names, name)}: ${value(names, field)}`);
  return { text: `{ ${fields.join(', ')} }`, isBoolean: false };
}

/** What every object inherits would be found on an entity that doesn't have it; type and roles are our own marks. */
function attributeName({ policy }: Names, name: unknown): string {
  if (typeof name !== 'string' || !/^[A-Za-z]\w*$/.test(name) || name in Object.prototype || name === 'type' || name === 'roles')
    throw new NotCompilableError(policy, `an attribute is called ${String(name)}`, 'Take another name.');
  return name;
}

function above(names: Names, right: unknown): string {
  return JSON.stringify(rolesUpFrom(names, entityId(names, 'Role', (right as Expression).Value)));
}

function isType(names: Names, { left, entity_type: type, in: role }: Operand): Code {
  if (role !== undefined) throw new NotCompilableError(names.policy, 'it uses is … in within a condition', 'Write it as two conditions.');
  return truth(`${entity(names, left)}.type === ${JSON.stringify(typeName(names, String(type)))}`);
}
