import type { DataKeyStore, ListedKey } from '../../shared/fields/data-key-store';
import { ownerText, type KeyOwner } from '../../shared/fields/key-owner';
import type { KeyVersion } from '../domain/key-series';

/** The data keys of one owner, by class. */
export interface OwnedKeys {
  readonly owner: KeyOwner;
  readonly classes: ReadonlyMap<string, readonly KeyVersion[]>;
}

/** The owners of a store, some at a time, so that memory doesn't grow with their number. */
export async function* ownersOf(store: Pick<DataKeyStore, 'list'>, atOnce: number): AsyncGenerator<readonly OwnedKeys[]> {
  let owners: OwnedKeys[] = [];
  for await (const one of byOwner(store)) {
    owners.push(one);
    if (owners.length < atOnce) continue;
    yield owners;
    owners = [];
  }
  if (owners.length > 0) yield owners;
}

/** The store lists an owner's keys one after another. */
async function* byOwner(store: Pick<DataKeyStore, 'list'>): AsyncGenerator<OwnedKeys> {
  let keys: ListedKey[] = [];
  for await (const key of store.list()) {
    if (keys[0] !== undefined && ownerText(keys[0].owner) !== ownerText(key.owner)) {
      yield* owned(keys);
      keys = [];
    }
    keys.push(key);
  }
  yield* owned(keys);
}

function* owned(keys: readonly ListedKey[]): Generator<OwnedKeys> {
  const [first] = keys;
  if (first === undefined) return;
  const classes = new Map<string, KeyVersion[]>();
  for (const { fieldClass, version, createdAt } of keys) classes.set(fieldClass, [...(classes.get(fieldClass) ?? []), { version, createdAt }]);
  yield { owner: first.owner, classes };
}
