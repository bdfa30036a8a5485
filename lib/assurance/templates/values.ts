import { Reference, Text, Unresolved, type Resource, type Value } from './graph';

/**
 * Readers of resolved values, used by every check and proof. Each answers one of three things: the value; `undefined`
 * when there is none; an `Unresolved` when the templates don't tell, or tell something of another type. So a check
 * distinguishes "not set" from "set to what can't be judged", and reports the second as a finding.
 */
export type Read<T> = T | undefined | Unresolved;

/** The string that a value is. */
export function stringOf(value: Value | undefined): Read<string> {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return read(value, 'a string', (found) => (typeof found === 'string' ? found : undefined));
}

/** The boolean that a value is; CloudFormation takes `"true"` and `"false"` for booleans too. */
export function booleanOf(value: Value | undefined): Read<boolean> {
  return read(value, 'a boolean', (found) => {
    if (found === true || found === 'true') return true;
    return found === false || found === 'false' ? false : undefined;
  });
}

/** The finite number that a value is; CloudFormation takes numbers written as strings too. */
export function numberOf(value: Value | undefined): Read<number> {
  return read(value, 'a number', (found) => {
    const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  });
}

/** The list that a value is. */
export function listOf(value: Value | undefined): Read<readonly Value[]> {
  return read(value, 'a list', (found) => (isList(found) ? found : undefined));
}

/** The map that a value is. */
export function recordOf(value: Value | undefined): Read<Readonly<Record<string, Value>>> {
  return read(value, 'a map', (found) => (isRecord(found) ? found : undefined));
}

/**
 * The resource that a value points at, whether by `Ref` or by an attribute.
 * @param type The CloudFormation type that it must have; any when left out.
 */
export function targetOf(value: Value | undefined, type?: string): Read<Resource> {
  if (isAbsent(value)) return undefined;
  if (value instanceof Unresolved) return value;
  const only = value instanceof Text && value.pieces.length === 1 ? value.pieces[0] : value;
  if (!(only instanceof Reference)) return mistyped(value, `a reference to ${type ?? 'a resource'}`);
  return type === undefined || only.target.type === type ? only.target : mistyped(value, `a reference to ${type}`);
}

/** The value at a dotted path such as `Policies.0.PolicyDocument`; `undefined` when a step isn't there. */
export function at(value: Value | undefined, path: string): Value | undefined {
  let current = value;
  for (const step of path.split('.')) {
    if (isAbsent(current)) return undefined;
    if (current instanceof Unresolved) return current;
    if (!isList(current) && !isRecord(current)) return mistyped(current, `a map with ${step}`);
    current = isList(current) ? current[Number(step)] : ownValue(current, step);
  }
  return isAbsent(current) ? undefined : current;
}

/** Whether a value, or what a reader answered, can't be judged. */
export function isUnresolved(value: unknown): value is Unresolved {
  return value instanceof Unresolved;
}

/** Everything in a value, at any depth, that can't be resolved. */
export function unresolvedIn(value: Value | undefined): readonly Unresolved[] {
  return [...leaves(value)].filter((leaf) => leaf instanceof Unresolved);
}

/** Every reference in a value, at any depth. */
export function referencesIn(value: Value | undefined): readonly Reference[] {
  return [...leaves(value)].filter((leaf) => leaf instanceof Reference);
}

/** Every string in a value, at any depth: also names in maps and the literal pieces of texts. */
export function stringsIn(value: Value | undefined): readonly string[] {
  return [...leaves(value)].filter((leaf) => typeof leaf === 'string');
}

/** A value as a finding prints it: `<network/Vpc/Resource>` for a reference, `?{…}` for what isn't resolved. */
export function describe(value: Value | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `'${value}'`;
  if (value instanceof Text) return `'${value.pieces.map(describePiece).join('')}'`;
  if (value instanceof Reference || value instanceof Unresolved) return describePiece(value);
  if (isList(value)) return `[${value.map(describe).join(', ')}]`;
  if (isRecord(value))
    return `{${Object.entries(value)
      .map(([name, entry]) => `${name}: ${describe(entry)}`)
      .join(', ')}}`;
  return String(value);
}

/** Whether a resolved value is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a resolved value is a map, and not one of the graph's own kinds. */
export function isRecord(value: Value | undefined): value is Readonly<Record<string, Value>> {
  if (typeof value !== 'object' || value === null || isList(value)) return false;
  return !(value instanceof Reference || value instanceof Text || value instanceof Unresolved);
}

function read<T>(value: Value | undefined, expected: string, pick: (value: Value) => T | undefined): Read<T> {
  if (isAbsent(value)) return undefined;
  if (value instanceof Unresolved) return value;
  return pick(value) ?? mistyped(value, expected);
}

/** CloudFormation has no null: a property that holds one isn't set. */
function isAbsent(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function ownValue(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function mistyped(value: Value, expected: string): Unresolved {
  const text = describe(value);
  return new Unresolved(text, `${text} stands where ${expected} must be`);
}

function describePiece(piece: string | Reference | Unresolved): string {
  if (typeof piece === 'string') return piece;
  if (piece instanceof Unresolved) return `?${piece.expression}`;
  return piece.attribute === undefined ? `<${piece.target.path}>` : `<${piece.target.path}.${piece.attribute}>`;
}

type Leaf = string | number | boolean | null | Reference | Unresolved;

function* leaves(value: Value | undefined): Generator<Leaf> {
  if (value === undefined) return;
  if (value instanceof Text) yield* value.pieces;
  else if (isList(value)) for (const entry of value) yield* leaves(entry);
  else if (isRecord(value)) {
    for (const [name, entry] of Object.entries(value)) {
      yield name;
      yield* leaves(entry);
    }
  } else yield value;
}
