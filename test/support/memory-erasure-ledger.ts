import type { Erasure, ErasureLedger } from '../../lambdas/shared/fields/erasure-ledger';
import { ownerText } from '../../lambdas/shared/fields/key-owner';

/** An erasure ledger in memory. */
export class MemoryErasureLedger implements ErasureLedger {
  readonly #entries = new Map<string, Erasure>();
  readonly #replays = new Set<string>();

  async enter(erasure: Erasure): Promise<Erasure> {
    await Promise.resolve();
    const text = ownerText(erasure.owner);
    const standing = this.#entries.get(text) ?? erasure;
    this.#entries.set(text, standing);
    return standing;
  }

  async *entries(): AsyncGenerator<Erasure> {
    await Promise.resolve();
    yield* this.#entries.values();
  }

  async noteReplay(store: string): Promise<void> {
    await Promise.resolve();
    this.#replays.add(store);
  }

  async wasReplayed(store: string): Promise<boolean> {
    await Promise.resolve();
    return this.#replays.has(store);
  }
}
