import type { KeySetStore } from '../../lambdas/rotation/domain/key-set-store';
import { NOTHING_PUBLISHED, type Edition } from '../../lambdas/shared/key-set/key-set';

/** Published keys in memory, to which others may be faster, and whose table may be down. */
export class MemoryKeySetStore implements KeySetStore {
  #edition: Edition = { number: 0, published: NOTHING_PUBLISHED };
  /** How many of the next writes somebody else overtakes. */
  overtaken = 0;
  reads = 0;
  failure: Error | undefined;

  read(): Promise<Edition> {
    this.reads += 1;
    return this.failure === undefined ? Promise.resolve(this.#edition) : Promise.reject(this.failure);
  }

  write(edition: Edition): Promise<boolean> {
    if (this.overtaken > 0) {
      this.overtaken -= 1;
      this.#edition = { ...this.#edition, number: this.#edition.number + 1 };
    }
    if (edition.number !== this.#edition.number + 1) return Promise.resolve(false);
    this.#edition = edition;
    return Promise.resolve(true);
  }
}
