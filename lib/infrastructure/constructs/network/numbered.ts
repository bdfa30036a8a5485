import { createHash } from 'node:crypto';

/** What AWS takes, without the lowest numbers: they are left for denials put in by hand while an incident lasts. */
const NUMBERS = { first: 100, last: 32_766 } as const;

/**
 * Numbers the entries of a network ACL, each by its own title alone. Counted through, an entry put between two would move those
 * after it, and AWS takes no number that another entry still has: the deployment would fail. The order decides nothing where
 * all entries allow. Of two that come to the same number, the later in the list takes the next free one.
 */
export function numbered<T>(entries: readonly T[], titleOf: (entry: T) => string): readonly (readonly [entry: T, number: number])[] {
  const taken = new Set<number>();
  return entries.map((entry) => {
    let number = wantedNumber(titleOf(entry));
    while (taken.has(number)) number = number === NUMBERS.last ? NUMBERS.first : number + 1;
    taken.add(number);
    return [entry, number];
  });
}

function wantedNumber(title: string): number {
  const span = NUMBERS.last - NUMBERS.first + 1;
  return NUMBERS.first + (createHash('sha256').update(title).digest().readUInt32BE() % span);
}
