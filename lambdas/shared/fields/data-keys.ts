import type { Clock } from '../clock';
import { InFlight } from '../in-flight';
import { AgeMap } from './age-map';
import type { DataKey } from './data-key';
import type { DataKeyVault, KeySeries } from './data-key-vault';
import { KeyVersionMissingError } from './errors';
import { CACHE_LIMITS, KeyCache, type CacheLimits } from './key-cache';
import { ownerText, type KeyOwner } from './key-owner';

/** A use of a data key: which version, and for how many bytes. */
export interface KeyUse {
  /** The newest one is made when there is none. */
  readonly version: number | 'newest';
  /** Sealed or opened. */
  readonly bytes: number;
}

/** How often a key was there when it was needed, and how often it had to be fetched. */
export interface UseCounts {
  readonly hits: number;
  readonly misses: number;
}

/**
 * The data keys of persons and tenants, in memory: made when first needed, unwrapped by KMS at most once in five
 * minutes, overwritten afterwards. One request runs for each key, whoever waits for it.
 */
export class DataKeys {
  readonly #cache: KeyCache;
  readonly #newest: AgeMap<number>;
  readonly #loads = new InFlight<void>();
  readonly #lookups = new InFlight<number>();

  #hits = 0;
  #misses = 0;

  /** Counts what was forgotten: a key that was being loaded meanwhile may be a forgotten one, and isn't kept. */
  #forgotten = 0;

  /** @param limits @default CACHE_LIMITS */
  constructor(
    private readonly vault: DataKeyVault,
    clock: Clock,
    limits: CacheLimits = CACHE_LIMITS,
  ) {
    this.#cache = new KeyCache(clock, limits);
    this.#newest = new AgeMap(clock, { maxAgeMilliseconds: limits.maxAgeSeconds * 1000, maxEntries: limits.maxKeys });
  }

  /**
   * Lends a key to `work`, which is synchronous: between taking the key and using it nothing else runs, so that it can't
   * be overwritten meanwhile (a key of zeros would seal as well as any).
   * @throws {KeyErasedError} when the owner was erased
   * @throws {KeyVersionMissingError} when there is no such version
   * @throws {LedgerNotReplayedError} when the store was restored and mustn't serve yet
   */
  async use<Result>(series: KeySeries, { version, bytes }: KeyUse, work: (key: DataKey) => Result): Promise<Result> {
    const text = seriesText(series);
    const number = version === 'newest' ? (this.#newest.get(text) ?? (await this.newestVersion(series))) : version;
    const id = `${text}${number}`;
    for (let attempt = 1; ; attempt += 1) {
      const key = this.#cache.take(id, bytes);
      if (key !== undefined) {
        if (attempt === 1) this.#hits += 1;
        return work(key);
      }
      if (attempt === 1) this.#misses += 1;
      await this.#loads.share(id, () => this.#keep(series, this.vault.unwrap(series, number)));
    }
  }

  /** The version that new fields are sealed under; the first one is made here. */
  async newestVersion(series: KeySeries): Promise<number> {
    const text = seriesText(series);
    return (
      this.#newest.get(text) ??
      (await this.#lookups.share(text, async () => {
        const forgotten = this.#forgotten;
        const version = (await this.vault.newestVersion(series)) || (await this.#create(series, 1));
        if (forgotten === this.#forgotten) this.#newest.set(text, version);
        return version;
      }))
    );
  }

  /**
   * Makes the version after `from` unless it exists, so that a rotation which is repeated, or runs twice, makes one.
   * Other processes seal under the old version until their caches have aged.
   * @throws {KeyVersionMissingError} when `from` doesn't exist
   */
  async rotate(series: KeySeries, from: number): Promise<number> {
    const newest = await this.vault.newestVersion(series);
    if (newest < from) throw new KeyVersionMissingError(series.fieldClass.name, from);
    const version = newest > from ? newest : await this.#create(series, from + 1);
    this.#newest.set(seriesText(series), version);
    return version;
  }

  /** What was counted since it was last asked: a cache that never hits is one that costs a call a field, unseen. */
  takeCounts(): UseCounts {
    const counts = { hits: this.#hits, misses: this.#misses };
    this.#hits = 0;
    this.#misses = 0;
    return counts;
  }

  /** Overwrites an owner's keys in this process's memory. */
  forget(owner: KeyOwner): void {
    const prefix = `${ownerText(owner)}#`;
    this.#forgotten += 1;
    this.#cache.forget(prefix);
    this.#newest.deleteAll(prefix);
  }

  async #create(series: KeySeries, version: number): Promise<number> {
    await this.#keep(series, this.vault.create(series, version));
    return version;
  }

  async #keep(series: KeySeries, loading: Promise<DataKey | undefined>): Promise<void> {
    const forgotten = this.#forgotten;
    const key = await loading;
    if (key === undefined) return;
    if (forgotten === this.#forgotten) this.#cache.put(`${seriesText(series)}${key.version}`, key);
    else key.destroy();
  }
}

/** A series as text, which a version may follow. */
function seriesText({ owner, fieldClass }: KeySeries): string {
  return `${ownerText(owner)}#${fieldClass.name}#`;
}
