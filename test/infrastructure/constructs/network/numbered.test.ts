import fc from 'fast-check';
import { numbered } from '../../../../lib/infrastructure/constructs/network/numbered';

function numbersOf(titles: readonly string[]): ReadonlyMap<string, number> {
  return new Map(numbered(titles, (title) => title));
}

const lists = fc.uniqueArray(fc.string(), { maxLength: 40 });

describe('the numbers of entries', () => {
  it('are what AWS takes, each once, with the lowest left for an incident', () => {
    fc.assert(
      fc.property(lists, (titles) => {
        const numbers = [...numbersOf(titles).values()];
        expect(new Set(numbers).size).toBe(titles.length);
        expect(numbers.every((number) => Number.isInteger(number) && number >= 100 && number <= 32_766)).toBe(true);
      }),
    );
  });

  it('stay when an entry is put between two', () => {
    const before = numbersOf(['443-anywhere', '5432-data-1']);
    const after = numbersOf(['443-anywhere', '3000-private-1', '5432-data-1']);
    for (const [title, number] of before) expect(after.get(title)).toBe(number);
  });

  it('give way where two would be the same', () => {
    const [first, second] = numbered(['443-anywhere', '443-anywhere'], (title) => title).map(([, number]) => number);
    expect(second).toBe((first ?? 0) + 1);
  });
});
