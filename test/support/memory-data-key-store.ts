import type { DataKeyStore, Found, KeyName, ListedKey, WrappedDataKey } from '../../lambdas/shared/fields/data-key-store';
import { ownerText, type KeyOwner } from '../../lambdas/shared/fields/key-owner';

/** A store of data keys in memory, which keeps to the same contract as the one in DynamoDB. */
export class MemoryDataKeyStore implements DataKeyStore {
  readonly #keys = new Map<string, WrappedDataKey>();
  /** The versions of each series, so that the newest one is found as fast as the real store finds it. */
  readonly #versions = new Map<string, Set<number>>();
  readonly #erased = new Set<string>();

  constructor(private readonly id = 'store-1') {}

  /** What a restore of a backup taken now gives: the same content in another copy. */
  backup(id: string): MemoryDataKeyStore {
    const copy = new MemoryDataKeyStore(id);
    for (const key of this.#keys.values()) copy.#put(key);
    for (const owner of this.#erased) copy.#erased.add(owner);
    return copy;
  }

  get size(): number {
    return this.#keys.size;
  }

  identity(): Promise<string> {
    return Promise.resolve(this.id);
  }

  async newest(owner: KeyOwner, fieldClass: string): Promise<Found> {
    await Promise.resolve();
    const version = Math.max(0, ...(this.#versions.get(seriesOf({ owner, fieldClass })) ?? []));
    return this.#found(owner, this.#keys.get(idOf({ owner, fieldClass, version })));
  }

  async get(name: KeyName): Promise<Found> {
    await Promise.resolve();
    return this.#found(name.owner, this.#keys.get(idOf(name)));
  }

  async *list(): AsyncGenerator<ListedKey> {
    await Promise.resolve();
    const sorted = [...this.#keys].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [, { owner, fieldClass, version, createdAt }] of sorted) yield { owner, fieldClass, version, createdAt };
  }

  async create(key: WrappedDataKey): Promise<'created' | 'exists' | 'erased'> {
    await Promise.resolve();
    if (this.#erased.has(ownerText(key.owner))) return 'erased';
    if (this.#keys.has(idOf(key))) return 'exists';
    this.#put({ ...key, wrapped: Uint8Array.from(key.wrapped) });
    return 'created';
  }

  async rewrap(key: WrappedDataKey, wrapped: Uint8Array): Promise<boolean> {
    await Promise.resolve();
    const stored = this.#keys.get(idOf(key));
    if (stored === undefined || !Buffer.from(stored.wrapped).equals(key.wrapped)) return false;
    this.#put({ ...stored, wrapped });
    return true;
  }

  async destroy(name: KeyName): Promise<void> {
    await Promise.resolve();
    this.#remove(name);
  }

  async erase(owner: KeyOwner): Promise<void> {
    await Promise.resolve();
    this.#erased.add(ownerText(owner));
    for (const [id, key] of this.#keys) if (id.startsWith(`${ownerText(owner)}#`)) this.#remove(key);
  }

  #put(key: WrappedDataKey): void {
    this.#keys.set(idOf(key), key);
    this.#versions.set(seriesOf(key), (this.#versions.get(seriesOf(key)) ?? new Set()).add(key.version));
  }

  #remove(name: KeyName): void {
    this.#keys.delete(idOf(name));
    this.#versions.get(seriesOf(name))?.delete(name.version);
  }

  #found(owner: KeyOwner, key: WrappedDataKey | undefined): Found {
    if (this.#erased.has(ownerText(owner))) return { state: 'erased' };
    return key === undefined ? { state: 'absent' } : { state: 'found', key };
  }
}

function seriesOf({ owner, fieldClass }: Omit<KeyName, 'version'>): string {
  return `${ownerText(owner)}#${fieldClass}`;
}

function idOf(name: KeyName): string {
  return `${seriesOf(name)}#${name.version}`;
}
