import type { Clock } from '../clock';

interface Aged<Value> {
  readonly value: Value;
  readonly since: number;
}

/** What an `AgeMap` holds at most. */
export interface AgeLimits {
  readonly maxAgeMilliseconds: number;
  readonly maxEntries: number;
}

/**
 * A map whose entries go when they are too old or too many, the oldest first. Their order is that of their arrival, so
 * that what is too old always stands first, and is dropped by whatever touches the map next.
 */
export class AgeMap<Value> {
  readonly #entries = new Map<string, Aged<Value>>();

  /** @param onDrop sees each value that leaves */
  constructor(
    private readonly clock: Clock,
    private readonly limits: AgeLimits,
    private readonly onDrop: (value: Value) => void = () => undefined,
  ) {}

  get(id: string): Value | undefined {
    this.#dropOld();
    return this.#entries.get(id)?.value;
  }

  set(id: string, value: Value): void {
    this.delete(id);
    this.#entries.set(id, { value, since: this.clock() });
    this.#dropOld();
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.limits.maxEntries) break;
      this.delete(oldest);
    }
  }

  delete(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.onDrop(entry.value);
  }

  /** Drops all whose ID begins so. */
  deleteAll(prefix: string): void {
    for (const id of this.#entries.keys()) if (id.startsWith(prefix)) this.delete(id);
  }

  /** A clock that was set back makes ages negative: unknown, and so too old. */
  #dropOld(): void {
    const now = this.clock();
    for (const [id, { since }] of this.#entries) {
      const age = now - since;
      if (age >= 0 && age < this.limits.maxAgeMilliseconds) break;
      this.delete(id);
    }
  }
}
