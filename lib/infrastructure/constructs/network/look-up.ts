import { UnknownNameError } from '../../errors';

/**
 * What a table holds under a name.
 * @param what What the table holds, such as `security group`, and what to do when a right name is missing.
 * @throws UnknownNameError naming all that the table holds.
 */
export function lookUp<T>(table: ReadonlyMap<string, T>, name: string, what: { readonly kind: string; readonly fix: string }): T {
  const found = table.get(name);
  if (found === undefined) {
    throw new UnknownNameError(what.kind, name, [...table.keys()].toSorted(), what.fix);
  }
  return found;
}
