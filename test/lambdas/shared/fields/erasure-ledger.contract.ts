import type { Erasure, ErasureLedger } from '../../../../lambdas/shared/fields/erasure-ledger';

const erasureOf = (person: string, erasedAt = '2026-01-01T00:00:00.000Z'): Erasure => ({ owner: { kind: 'person', tenant: 't-1', person }, erasedAt });

async function entriesOf(ledger: ErasureLedger): Promise<Erasure[]> {
  const entries: Erasure[] = [];
  for await (const entry of ledger.entries()) entries.push(entry);
  return entries;
}

/** What every erasure ledger must do. */
export function erasureLedgerContract(name: string, make: () => ErasureLedger): void {
  describe(`${name} as an erasure ledger`, () => {
    it('lists every entry, however many', async () => {
      const ledger = make();
      const entries = ['u-1', 'u-2', 'u-3', 'u-4', 'u-5'].map((person) => erasureOf(person));
      for (const entry of entries) expect(await ledger.enter(entry)).toEqual(entry);
      await ledger.enter({ ...entries[0]!, owner: { kind: 'audit', tenant: 't-1', person: 'u-1' } });
      await ledger.enter({ ...entries[0]!, owner: { kind: 'tenant', tenant: 't-1' } });
      expect(await entriesOf(ledger)).toHaveLength(7);
      expect(await entriesOf(ledger)).toEqual(expect.arrayContaining(entries));
    });

    it('keeps the first entry of a person', async () => {
      const ledger = make();
      await ledger.enter(erasureOf('u-1'));
      expect(await ledger.enter(erasureOf('u-1', '2026-02-02T00:00:00.000Z'))).toEqual(erasureOf('u-1'));
      expect(await entriesOf(ledger)).toEqual([erasureOf('u-1')]);
    });

    it('knows on which stores it was replayed, and lists them not as entries', async () => {
      const ledger = make();
      await ledger.noteReplay('store-1', '2026-01-01T00:00:00.000Z');
      await ledger.noteReplay('store-1', '2026-01-02T00:00:00.000Z');
      expect(await ledger.wasReplayed('store-1')).toBe(true);
      expect(await ledger.wasReplayed('store-2')).toBe(false);
      expect(await entriesOf(ledger)).toEqual([]);
    });
  });
}
