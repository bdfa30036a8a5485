import type { Clock } from '../clock';
import type { SecretVersion } from './secret-source';

/** What the cache keeps, and how long. */
export interface SecretLimits {
  /** Seconds after which a value is fetched again. */
  readonly ttlSeconds: number;
  /**
   * Seconds, from the fetch, for which a credential is served while the service is down: at most as long as a rotation
   * leaves the old value working, since one may have begun right after the fetch.
   */
  readonly graceSeconds: number;
  /** Values in memory; the one fetched first goes first. */
  readonly maxEntries: number;
}

interface Entry {
  readonly version: SecretVersion;
  readonly fetchedAt: number;
  /** After a rotation: fetched again at the next read, though good for the grace. */
  expired: boolean;
  failedAt: number | undefined;
}

/** While the service is down it is asked for a secret this often, and not by each reader. */
const RETRY_MILLISECONDS = 5000;

/** Values of secrets, fresh, stale or too old. */
export class SecretCache {
  readonly #entries = new Map<string, Entry>();

  /** @throws {RangeError} when a value would be fresh for longer than it may work */
  constructor(
    private readonly clock: Clock,
    private readonly limits: SecretLimits,
  ) {
    const { ttlSeconds, graceSeconds } = limits;
    if (ttlSeconds > graceSeconds)
      throw new RangeError(`ttlSeconds is ${ttlSeconds}, more than graceSeconds, ${graceSeconds}: a rotated value would be served after it stopped working.`);
  }

  /** A value that needn't be fetched. */
  fresh(name: string): SecretVersion | undefined {
    const entry = this.#entries.get(name);
    return entry !== undefined && !entry.expired && this.#isWithin(entry.fetchedAt, this.limits.ttlSeconds * 1000) ? entry.version : undefined;
  }

  /** A value that serves while the service is down. */
  stale(name: string): SecretVersion | undefined {
    const entry = this.#entries.get(name);
    return entry !== undefined && this.#isWithin(entry.fetchedAt, this.limits.graceSeconds * 1000) ? entry.version : undefined;
  }

  /** Whether a fetch failed a moment ago. */
  isResting(name: string): boolean {
    const failedAt = this.#entries.get(name)?.failedAt;
    return failedAt !== undefined && this.#isWithin(failedAt, RETRY_MILLISECONDS);
  }

  noteFailure(name: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined) entry.failedAt = this.clock();
  }

  set(name: string, version: SecretVersion): void {
    this.#entries.delete(name);
    this.#entries.set(name, { version, fetchedAt: this.clock(), expired: false, failedAt: undefined });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.limits.maxEntries) break;
      this.#entries.delete(oldest);
    }
  }

  expire(name: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined) Object.assign(entry, { expired: true, failedAt: undefined });
  }

  drop(name: string): void {
    this.#entries.delete(name);
  }

  /** A clock that was set back makes ages negative: unknown, and so too old. */
  #isWithin(since: number, milliseconds: number): boolean {
    const age = this.clock() - since;
    return age >= 0 && age < milliseconds;
  }
}
