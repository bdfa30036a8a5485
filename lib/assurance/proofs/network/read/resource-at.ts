import type { Resource, Value } from '../../../templates/graph';
import { isUnresolved, targetOf } from '../../../templates/values';

/** The resource that a value points at; `undefined` also where that can't be told, for readers that note it in their own words. */
export function resourceAt(value: Value | undefined, type?: string): Resource | undefined {
  const target = targetOf(value, type);
  return isUnresolved(target) ? undefined : target;
}
