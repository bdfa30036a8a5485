import type { Value } from '../../../templates/graph';
import { at, isList } from '../../../templates/values';

/**
 * The values at a dotted path in which `*` stands for every entry of a list, such as `SubnetMappings.*.SubnetId`; a list at
 * the end counts entry by entry. What can't be resolved on the way is among them.
 */
export function valuesAt(value: Value | undefined, path: string): readonly Value[] {
  const [head = '', ...rest] = path.split('.*.');
  const found = at(value, head);
  if (found === undefined) return [];
  const entries = isList(found) ? found : [found];
  return rest.length === 0 ? entries : entries.flatMap((entry) => valuesAt(entry, rest.join('.*.')));
}
