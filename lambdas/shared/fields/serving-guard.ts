import type { Clock } from '../clock';
import { InFlight } from '../in-flight';
import { AgeMap } from './age-map';
import type { DataKeyStore } from './data-key-store';
import type { ErasureLedger } from './erasure-ledger';
import { LedgerNotReplayedError } from './errors';

/** A store that was restored under a running function is noticed after this time. */
const GOOD_FOR_MILLISECONDS = 300_000;
const REPLAYED = 'replayed';

/**
 * Keeps a restored store of data keys from serving before the erasures since its backup were applied to it (KEY-7): in
 * the backup, the persons erased since then still have their keys.
 */
export class ServingGuard {
  readonly #passed: AgeMap<true>;
  readonly #inFlight = new InFlight<void>();

  constructor(
    private readonly store: Pick<DataKeyStore, 'identity'>,
    private readonly ledger: Pick<ErasureLedger, 'wasReplayed'>,
    clock: Clock,
  ) {
    this.#passed = new AgeMap(clock, { maxAgeMilliseconds: GOOD_FOR_MILLISECONDS, maxEntries: 1 });
  }

  /**
   * Asks the store and the ledger, at most every five minutes once they have agreed.
   * @throws {LedgerNotReplayedError} when the ledger wasn't replayed on this copy of the store
   */
  async assertReplayed(): Promise<void> {
    if (this.#passed.get(REPLAYED) === true) return;
    await this.#inFlight.share(REPLAYED, async () => {
      const identity = await this.store.identity();
      if (!(await this.ledger.wasReplayed(identity))) throw new LedgerNotReplayedError(identity);
      this.#passed.set(REPLAYED, true);
    });
  }
}
