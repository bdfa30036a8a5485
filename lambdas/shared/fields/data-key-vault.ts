import type { Clock } from '../clock';
import { DataKey } from './data-key';
import type { DataKeyStore, Found, KeyName, WrappedDataKey } from './data-key-store';
import { CurrentKeyError, KeyErasedError, KeyVersionMissingError } from './errors';
import type { FieldClass } from './field-class';
import { ownerText, type KeyOwner } from './key-owner';
import type { EncryptionContext, KeyService } from './key-service';
import type { ServingGuard } from './serving-guard';

/** What a vault is made of. */
export interface VaultParts {
  readonly store: DataKeyStore;
  readonly service: KeyService;
  readonly guard: ServingGuard;
  readonly clock: Clock;
}

/** The data keys of an owner for a class, in all their versions. */
export interface KeySeries {
  readonly owner: KeyOwner;
  readonly fieldClass: FieldClass;
}

/**
 * The data keys behind the cache: the store that holds them wrapped, KMS that wraps them, and the guard before both.
 * Every method throws `LedgerNotReplayedError` while the store mustn't serve, and `KeyErasedError` for an erased owner.
 */
export class DataKeyVault {
  constructor(private readonly parts: VaultParts) {}

  /** The highest version; 0 when there is none. */
  async newestVersion({ owner, fieldClass }: KeySeries): Promise<number> {
    await this.parts.guard.assertReplayed();
    return foundKey(await this.parts.store.newest(owner, fieldClass.name))?.version ?? 0;
  }

  /** Makes a version; `undefined` when another process has just made it. Its key is the one that counts. */
  async create(series: KeySeries, version: number): Promise<DataKey | undefined> {
    const { guard, service, store, clock } = this.parts;
    await guard.assertReplayed();
    const name = nameOf(series, version);
    const { plaintext, wrapped } = await service.generate(series.fieldClass.keyPurpose, encryptionContext(name));
    const key = new DataKey(version, plaintext);
    let outcome: Awaited<ReturnType<DataKeyStore['create']>> | undefined;
    try {
      outcome = await store.create({ ...name, wrapped, createdAt: new Date(clock()).toISOString() });
    } finally {
      if (outcome !== 'created') key.destroy();
    }
    if (outcome === 'erased') throw new KeyErasedError();
    return outcome === 'created' ? key : undefined;
  }

  /**
   * A version in clear, which the caller destroys.
   * @throws {KeyVersionMissingError} when there is none
   */
  async unwrap(series: KeySeries, version: number): Promise<DataKey> {
    const { key, plaintext } = await this.#opened(series, version);
    return new DataKey(key.version, plaintext);
  }

  /**
   * Wraps the same data key anew, under what its purpose's KMS key is now; false when another process was faster.
   * @throws {KeyVersionMissingError} when there is none
   */
  async rewrap(series: KeySeries, version: number): Promise<boolean> {
    const { key, plaintext } = await this.#opened(series, version);
    try {
      return await this.parts.store.rewrap(key, await this.parts.service.wrap(series.fieldClass.keyPurpose, plaintext, encryptionContext(key)));
    } finally {
      plaintext.fill(0);
    }
  }

  /**
   * Destroys an old version. Whether fields are still sealed under it is for the caller to know.
   * @throws {CurrentKeyError} when it is the newest one
   */
  async destroy(series: KeySeries, version: number): Promise<void> {
    const newest = await this.newestVersion(series);
    if (version >= newest) throw new CurrentKeyError(series.fieldClass.name, version, newest);
    await this.parts.store.destroy(nameOf(series, version));
  }

  async #opened(series: KeySeries, version: number): Promise<{ key: WrappedDataKey; plaintext: Buffer }> {
    await this.parts.guard.assertReplayed();
    const name = nameOf(series, version);
    const key = foundKey(await this.parts.store.get(name));
    if (key === undefined) throw new KeyVersionMissingError(name.fieldClass, version);
    return { key, plaintext: await this.parts.service.unwrap(series.fieldClass.keyPurpose, key.wrapped, encryptionContext(name)) };
  }
}

function nameOf({ owner, fieldClass }: KeySeries, version: number): KeyName {
  return { owner, fieldClass: fieldClass.name, version };
}

function foundKey(found: Found): WrappedDataKey | undefined {
  if (found.state === 'erased') throw new KeyErasedError();
  return found.state === 'found' ? found.key : undefined;
}

/** Binds a wrapped key to what it is for, so that KMS refuses one row of the table in place of another. */
function encryptionContext({ owner, fieldClass, version }: KeyName): EncryptionContext {
  return { 'ringwall:owner': ownerText(owner), 'ringwall:class': fieldClass, 'ringwall:version': String(version) };
}
