import { createHash } from 'node:crypto';
import type { Person } from '../http/request';
import type { KnownKeys } from './key-set-cache';

/** What a token that was verified says. */
export interface VerifiedToken {
  readonly person: Person;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

const MOST_ENTRIES = 1000;

/**
 * Tokens whose signature was verified, by their hash, under one edition of the key set: with another one all are forgotten, since
 * a key may have been revoked. Looking one up takes microseconds, a signature a hundred times as long.
 */
export class VerifiedTokens {
  readonly #entries = new Map<string, VerifiedToken>();
  #keys: KnownKeys | undefined;

  constructor(private readonly most: number = MOST_ENTRIES) {}

  /** Who it speaks for, if it was verified under this edition and hasn't expired meanwhile. */
  find(name: string, keys: KnownKeys, seconds: number): Person | undefined {
    if (keys !== this.#keys) return undefined;
    const entry = this.#entries.get(name);
    if (entry === undefined || seconds < entry.expiresAt) return entry?.person;
    this.#entries.delete(name);
    return undefined;
  }

  keep(name: string, keys: KnownKeys, verified: VerifiedToken): void {
    if (keys !== this.#keys) this.#entries.clear();
    this.#keys = keys;
    this.#entries.set(name, verified);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.most) break;
      this.#entries.delete(oldest);
    }
  }
}

/** By which a token is known here: no token stays in memory because of the cache. */
export function nameOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
