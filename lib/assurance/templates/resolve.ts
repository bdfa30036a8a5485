import { Text, type Value } from './graph';
import { INTRINSICS } from './intrinsics';
import { unresolved } from './unresolved';
import { entryOf, isRawRecord, type Raw, type Scope } from './scope';

/**
 * Resolves an expression of a template as far as the templates allow.
 * @returns `undefined` for `AWS::NoValue`: the property or entry isn't there. What can't be known is `Unresolved`.
 */
export function resolve(raw: Raw, scope: Scope): Value | undefined {
  const value = resolvePlain(raw, scope);
  return isDynamic(value) ? unresolved(raw, 'is a dynamic reference, whose value AWS looks up at deployment') : value;
}

/** `{{resolve:ssm:…}}` is text to a template and anything at all to a deployment, also where it is joined of pieces. */
function isDynamic(value: Value | undefined): boolean {
  const pieces = value instanceof Text ? value.pieces : [value];
  return pieces.some((piece) => typeof piece === 'string' && piece.includes('{{resolve:'));
}

function resolvePlain(raw: Raw, scope: Scope): Value | undefined {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' || raw === null) return raw;
  if (Array.isArray(raw)) return raw.map((entry) => resolve(entry, scope)).filter((entry) => entry !== undefined);
  if (!isRawRecord(raw)) return unresolved(raw, 'is not JSON');
  const name = functionName(raw);
  if (name === undefined) return resolveRecord(raw, scope);
  const intrinsic = INTRINSICS.get(name);
  if (intrinsic !== undefined) return intrinsic(raw[name], scope, resolve);
  resolveRecord(raw, scope);
  return unresolved(raw, `${name} is not known to this reader`);
}

/** Resolves each entry of a map; entries that are `AWS::NoValue` go. */
export function resolveRecord(raw: Readonly<Record<string, Raw>>, scope: Scope): Readonly<Record<string, Value>> {
  const entries: [string, Value][] = [];
  for (const name of Object.keys(raw)) {
    const value = resolve(entryOf(raw, name), scope);
    if (value !== undefined) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** An intrinsic function stands alone in its map. `Condition` is one only inside conditions: policies have a key of that name. */
function functionName(raw: Readonly<Record<string, Raw>>): string | undefined {
  const names = Object.keys(raw);
  const name = names.length === 1 ? names[0] : undefined;
  return name === 'Ref' || name?.startsWith('Fn::') === true ? name : undefined;
}
