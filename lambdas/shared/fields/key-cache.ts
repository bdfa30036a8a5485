import type { Clock } from '../clock';
import { AgeMap } from './age-map';
import type { DataKey } from './data-key';

/** How long and for how much an unwrapped data key is used before KMS is asked again. */
export interface CacheLimits {
  /** Seconds. Longer means fewer calls of KMS, and a revoked permission or an erasure that other processes notice later. */
  readonly maxAgeSeconds: number;
  /** Fields sealed or opened. */
  readonly maxUses: number;
  /** Bytes sealed or opened. */
  readonly maxBytes: number;
  /** Data keys in memory. */
  readonly maxKeys: number;
}

/**
 * Five minutes; uses and bytes are more than a function gets through in that time (56,000 fields a second, 228 MB a
 * second), so that they stop what has run wild and cost no calls otherwise.
 */
export const CACHE_LIMITS: CacheLimits = Object.freeze({ maxAgeSeconds: 300, maxUses: 2 ** 24, maxBytes: 2 ** 36, maxKeys: 10_000 });

interface Entry {
  readonly key: DataKey;
  uses: number;
  bytes: number;
}

/** The data keys in clear, each overwritten the moment it leaves. */
export class KeyCache {
  readonly #entries: AgeMap<Entry>;
  readonly #limits: CacheLimits;

  constructor(clock: Clock, limits: CacheLimits = CACHE_LIMITS) {
    this.#limits = limits;
    this.#entries = new AgeMap(clock, { maxAgeMilliseconds: limits.maxAgeSeconds * 1000, maxEntries: limits.maxKeys }, ({ key }) => {
      key.destroy();
    });
  }

  /**
   * A key for one use of so many bytes, which is counted; `undefined` when there is none, or no more of it. The caller
   * uses it before anything else runs (without `await`): afterwards it may have been overwritten. A key's first use is
   * never refused, so that a value larger than the limit still gets through.
   */
  take(id: string, bytes: number): DataKey | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return undefined;
    const exhausted = entry.uses >= this.#limits.maxUses || entry.bytes + bytes > this.#limits.maxBytes;
    if (exhausted && entry.uses > 0) {
      this.#entries.delete(id);
      return undefined;
    }
    entry.uses += 1;
    entry.bytes += bytes;
    return entry.key;
  }

  /** From here on the key is the cache's, to destroy. */
  put(id: string, key: DataKey): void {
    this.#entries.set(id, { key, uses: 0, bytes: 0 });
  }

  /** Destroys all whose ID begins so. */
  forget(prefix: string): void {
    this.#entries.deleteAll(prefix);
  }
}
