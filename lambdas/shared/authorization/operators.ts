import { EvaluationError } from './errors';

/** Attributes of an entity or record, as policies see them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Cedar's `entity.name`, given what stands there. @throws {EvaluationError} when nothing does */
export function known(value: unknown): unknown {
  if (value === undefined) throw new EvaluationError('an attribute is missing');
  return value;
}

/** A record, or another entity, that an attribute holds. @throws {EvaluationError} when it is neither */
export function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new EvaluationError('what has no attributes is asked for one');
  return value as Fields;
}

/** Cedar's `==`: by value, sets without order. */
export function equal(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) return Array.isArray(left) && Array.isArray(right) && containsAll(left, right) && containsAll(right, left);
  return sameFields(left as Fields, right as Fields);
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
  for (const member of members(set)) if (equal(member, value)) return true;
  return false;
}

/** Cedar's `set.containsAll(others)`. @throws {EvaluationError} unless both are sets */
export function containsAll(set: unknown, others: unknown): boolean {
  for (const other of members(others)) if (!contains(set, other)) return false;
  return true;
}

/** Cedar's `entity in Role::"…"`, with every role that stands above it written out. @throws {EvaluationError} unless the entity has roles */
export function hasRole(entity: Fields, roles: readonly string[]): boolean {
  for (const role of members(entity.roles)) if (roles.includes(role as string)) return true;
  return false;
}

function sameFields(left: Fields, right: Fields): boolean {
  const names = Object.keys(right);
  for (const name of names) if (!Object.hasOwn(left, name) || !equal(left[name], right[name])) return false;
  return names.length === Object.keys(left).length;
}

function members(set: unknown): readonly unknown[] {
  if (!Array.isArray(set)) throw new EvaluationError('what is no set is asked for its members');
  return set;
}

function long(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new EvaluationError('what is no whole number is compared');
  return value as number;
}
