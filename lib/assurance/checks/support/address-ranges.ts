import { rangeOf, without, type AddressRange } from '../../proofs/network/addresses';
import type { Value } from '../../templates/graph';
import { isList } from '../../templates/values';

/** The ranges that a block, or a list of blocks, names; `undefined` when any of it isn't a literal block. */
export function addressRanges(value: Value | undefined): readonly AddressRange[] | undefined {
  const ranges = (isList(value) ? value : [value]).map((block) => (typeof block === 'string' ? rangeOf(block) : undefined));
  const known = ranges.filter((range) => range !== undefined);
  return known.length === ranges.length ? known : undefined;
}

/** Whether every address of these ranges lies in those. */
export function areWithin(inner: readonly AddressRange[], outer: readonly AddressRange[]): boolean {
  return without(inner, outer).length === 0;
}

/** Whether two ranges share an address. */
export function overlap(one: AddressRange, other: AddressRange): boolean {
  return one.low <= other.high && other.low <= one.high;
}
