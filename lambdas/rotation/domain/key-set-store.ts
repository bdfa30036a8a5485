import type { Edition, PublishedKeys } from '../../shared/key-set/key-set';
import { PublishingConflictError } from './errors';

/** Where public keys are published. */
export interface KeySetStore {
  read(): Promise<Edition>;
  /** False, and nothing written, unless the edition before it is still the newest. */
  write(edition: Edition): Promise<boolean>;
}

const ATTEMPTS = 5;

/**
 * Changes what is published; two who do it at once both succeed.
 * @throws {PublishingConflictError} when others are always faster
 */
export async function changePublished(store: KeySetStore, change: (published: PublishedKeys) => PublishedKeys): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { number, published } = await store.read();
    if (await store.write({ number: number + 1, published: change(published) })) return;
  }
  throw new PublishingConflictError(ATTEMPTS);
}
