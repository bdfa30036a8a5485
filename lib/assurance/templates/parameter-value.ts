import type { Value } from './graph';
import type { LoadedStack } from './load';
import { entryOf } from './scope';
import { literalOf } from './text';
import { unresolved } from './unresolved';

/**
 * The value of a stack's own parameter: what the assembly sets it to. One whose value lies in the Systems Manager, or
 * that the assembly leaves open, is `Unresolved`: a default is only proposed, and a deployment may keep or give another.
 * @returns `undefined` when the stack has no such parameter
 */
export function parameterValue(name: string, stack: LoadedStack): Value | undefined {
  const parameter = entryOf(stack.template.Parameters, name);
  if (parameter === undefined) return undefined;
  const type = entryOf(parameter, 'Type');
  const value = literalOf(toValue(entryOf(stack.parameters, name)));
  if (typeof type !== 'string' || type.startsWith('AWS::SSM::')) return unresolved({ Ref: name }, 'is a parameter whose value lies in the Systems Manager');
  if (value === undefined) return unresolved({ Ref: name }, 'is a parameter that the deployment sets');
  return isListType(type) ? value.split(',').map((entry) => entry.trim()) : value;
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function toValue(raw: unknown): Value | undefined {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : undefined;
}
