import type { Value } from '../../templates/graph';
import { isList, isRecord } from '../../templates/values';

/** A named value somewhere inside another. */
export interface Entry {
  readonly name: string;
  /** Such as `NetworkInterfaces.0.AssociatePublicIpAddress`. */
  readonly path: string;
  readonly value: Value;
}

/** Every named value inside a value, at any depth. */
export function* entriesIn(value: Value, path = ''): Generator<Entry> {
  const named: readonly (readonly [string, Value])[] = isList(value)
    ? value.map((entry, index) => [String(index), entry] as const)
    : isRecord(value)
      ? Object.entries(value)
      : [];
  for (const [name, entry] of named) {
    const inside = path === '' ? name : `${path}.${name}`;
    yield { name, path: inside, value: entry };
    yield* entriesIn(entry, inside);
  }
}
