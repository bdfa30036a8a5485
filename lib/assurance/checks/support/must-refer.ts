import type { Value } from '../../templates/graph';
import { describe, isUnresolved, targetOf } from '../../templates/values';

/** What is wrong with a property that must refer to a resource of a type in the templates. */
export function* mustRefer(value: Value | undefined, type: string, property: string): Generator<string> {
  const target = targetOf(value, type);
  if (target === undefined || isUnresolved(target)) yield `${property} is ${describe(value)}; it must refer to an ${type} of the templates`;
}
