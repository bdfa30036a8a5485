import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock';
import { InFlight } from '../in-flight';
import type { Edition, PublishedKey } from '../key-set/key-set';
import { encodedHeader } from './token-header';

/** A published key, ready to verify with. */
export interface KnownKey {
  readonly published: PublishedKey;
  readonly key: KeyObject;
}

/** The key set as it was read: the same object as long as what is published stays the same. */
export interface KnownKeys {
  /** By the one header, encoded, that a token of the key has. */
  readonly byHeader: ReadonlyMap<string, KnownKey>;
}

/** Where the key set is read. */
export interface KeySetSource {
  /** @throws {DependencyFailedError} when the table fails */
  read(): Promise<Edition>;
}

/** After so long it is read again; while the table is down, it serves until it is a minute old: IDN-10 wants a revoked key refused by then. */
const FRESH_MILLISECONDS = 30_000;
const MOST_MILLISECONDS = 60_000;
/** An unknown key may have been published a moment ago, or be made up: so the table isn't asked for each, and neither is one that fails. */
const PAUSE_MILLISECONDS = 2000;

/** The key set of the table, kept for a minute at most. */
export class KeySetCache {
  #known: { readonly keys: KnownKeys; readonly text: string; readonly readAt: number } | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  readonly #inFlight = new InFlight<KnownKeys>();

  constructor(
    private readonly source: KeySetSource,
    private readonly clock: Clock,
  ) {}

  /** @throws {DependencyFailedError} when it can't be read and what is known is too old; {MalformedKeySetError} */
  async current(): Promise<KnownKeys> {
    const known = this.#youngerThan(FRESH_MILLISECONDS);
    if (known !== undefined) return known;
    const old = this.#youngerThan(MOST_MILLISECONDS);
    if (old !== undefined && this.#isResting()) return old;
    try {
      return await this.#read();
    } catch (error) {
      const left = this.#youngerThan(MOST_MILLISECONDS);
      if (left === undefined) throw error;
      return left;
    }
  }

  /** With the key of a header, if there is one: reads once more where it isn't known yet. */
  async with(header: string): Promise<KnownKeys> {
    const known = await this.current();
    return known.byHeader.has(header) || this.#isResting() ? known : this.#read();
  }

  #read(): Promise<KnownKeys> {
    return this.#inFlight.share('key set', async () => {
      this.#askedAt = this.clock();
      const readAt = this.#askedAt;
      const { number, published } = await this.source.read();
      const text = JSON.stringify([number, published]);
      const keys = this.#known?.text === text ? this.#known.keys : { byHeader: importAll(published.keys) };
      this.#known = { keys, text, readAt };
      return keys;
    });
  }

  #youngerThan(milliseconds: number): KnownKeys | undefined {
    return this.#known !== undefined && isWithin(this.#known.readAt, this.clock(), milliseconds) ? this.#known.keys : undefined;
  }

  #isResting(): boolean {
    return isWithin(this.#askedAt, this.clock(), PAUSE_MILLISECONDS);
  }
}

/** A clock that was set back makes ages negative: unknown, and so too old. */
function isWithin(since: number, now: number, milliseconds: number): boolean {
  return now >= since && now - since < milliseconds;
}

function importAll(published: readonly PublishedKey[]): ReadonlyMap<string, KnownKey> {
  return new Map(published.map((one) => [encodedHeader(one.kid), { published: one, key: imported(one) }]));
}

function imported({ kty, crv, x, y }: PublishedKey): KeyObject {
  return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
}
