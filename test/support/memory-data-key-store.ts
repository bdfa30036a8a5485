import type { DataKeyStore, Found, KeyName, ListedKey, WrappedDataKey } from '../../lambdas/shared/fields/data-key-store';
import { ownerText, type KeyOwner, type PersonalOwner } from '../../lambdas/shared/fields/key-owner';

/** A store of data keys in memory, which keeps to the same contract as the one in DynamoDB. */
export class MemoryDataKeyStore implements DataKeyStore {
  readonly #keys = new Map<string, WrappedDataKey>();
  readonly #erased = new Set<string>();

  constructor(private readonly id = 'store-1') {}

  /** What a restore of a backup taken now gives: the same content in another copy. */
  backup(id: string): MemoryDataKeyStore {
    const copy = new MemoryDataKeyStore(id);
    for (const [name, key] of this.#keys) copy.#keys.set(name, key);
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
    const keys = [...this.#keys.values()].filter((key) => ownerText(key.owner) === ownerText(owner) && key.fieldClass === fieldClass);
    return this.#found(owner, keys.sort((a, b) => b.version - a.version)[0]);
  }

  async get(name: KeyName): Promise<Found> {
    await Promise.resolve();
    return this.#found(name.owner, this.#keys.get(idOf(name)));
  }

  async *list(): AsyncGenerator<ListedKey> {
    await Promise.resolve();
    const sorted = [...this.#keys.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    for (const { owner, fieldClass, version, createdAt } of sorted) yield { owner, fieldClass, version, createdAt };
  }

  async create(key: WrappedDataKey): Promise<'created' | 'exists' | 'erased'> {
    await Promise.resolve();
    if (this.#erased.has(ownerText(key.owner))) return 'erased';
    if (this.#keys.has(idOf(key))) return 'exists';
    this.#keys.set(idOf(key), { ...key, wrapped: Uint8Array.from(key.wrapped) });
    return 'created';
  }

  async rewrap(key: WrappedDataKey, wrapped: Uint8Array): Promise<boolean> {
    await Promise.resolve();
    const stored = this.#keys.get(idOf(key));
    if (stored === undefined || !Buffer.from(stored.wrapped).equals(key.wrapped)) return false;
    this.#keys.set(idOf(key), { ...stored, wrapped });
    return true;
  }

  async destroy(name: KeyName): Promise<void> {
    await Promise.resolve();
    this.#keys.delete(idOf(name));
  }

  async erase(owner: PersonalOwner): Promise<void> {
    await Promise.resolve();
    this.#erased.add(ownerText(owner));
    for (const [id, key] of this.#keys) if (ownerText(key.owner) === ownerText(owner)) this.#keys.delete(id);
  }

  #found(owner: KeyOwner, key: WrappedDataKey | undefined): Found {
    if (this.#erased.has(ownerText(owner))) return { state: 'erased' };
    return key === undefined ? { state: 'absent' } : { state: 'found', key };
  }
}

function idOf({ owner, fieldClass, version }: KeyName): string {
  return `${ownerText(owner)}#${fieldClass}#${version}`;
}
