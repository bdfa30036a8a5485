import { EvaluationError } from './errors';

/** Cedar's `entity.name`. @throws {EvaluationError} when there is none */
export function attribute(of: unknown, name: string): unknown {
  const value = fieldsOf(of)[name];
  if (value === undefined) throw new EvaluationError(`there is no ${name}`);
  return value;
}

/** Cedar's `entity has name`. */
export function has(of: unknown, name: string): boolean {
  return fieldsOf(of)[name] !== undefined;
}

/** Cedar's `==`: by value, sets without order. */
export function equal(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) return Array.isArray(left) && Array.isArray(right) && containsAll(left, right) && containsAll(right, left);
  return sameFields(fieldsOf(left), fieldsOf(right));
}

/** Cedar's `<`. @throws {EvaluationError} unless both are whole numbers */
export function less(left: unknown, right: unknown): boolean {
  return long(left) < long(right);
}

/** Cedar's `<=`. @throws {EvaluationError} unless both are whole numbers */
export function lessOrEqual(left: unknown, right: unknown): boolean {
  return long(left) <= long(right);
}

/** Cedar's `set.contains(value)`. @throws {EvaluationError} unless it is a set */
export function contains(set: unknown, value: unknown): boolean {
  return members(set).some((member) => equal(member, value));
}

/** Cedar's `set.containsAll(others)`. @throws {EvaluationError} unless both are sets */
export function containsAll(set: unknown, others: unknown): boolean {
  return members(others).every((other) => contains(set, other));
}

/** Cedar's `entity in Role::"…"`, with every role that stands above it written out. @throws {EvaluationError} unless the entity has roles */
export function hasRole(entity: unknown, roles: readonly string[]): boolean {
  return members(fieldsOf(entity).roles).some((role) => roles.includes(role as string));
}

/** Cedar's `entity is Type`. */
export function isOf(entity: unknown, type: string): boolean {
  return fieldsOf(entity).type === type;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new EvaluationError('what has no attributes is asked for one');
  return value as Readonly<Record<string, unknown>>;
}

function sameFields(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]));
}

function members(set: unknown): readonly unknown[] {
  if (!Array.isArray(set)) throw new EvaluationError('what is no set is asked for its members');
  return set;
}

function long(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new EvaluationError('what is no whole number is compared');
  return value as number;
}
