import { DataKeyVault } from '../../../../lambdas/shared/fields/data-key-vault';
import { DataKeys } from '../../../../lambdas/shared/fields/data-keys';
import type { DataKeyStore } from '../../../../lambdas/shared/fields/data-key-store';
import { FIELD_CLASSES, fieldClasses } from '../../../../lambdas/shared/fields/field-class';
import { FieldCipher } from '../../../../lambdas/shared/fields/field-cipher';
import { CACHE_LIMITS, type CacheLimits } from '../../../../lambdas/shared/fields/key-cache';
import type { PersonalOwner } from '../../../../lambdas/shared/fields/key-owner';
import { ServingGuard } from '../../../../lambdas/shared/fields/serving-guard';
import { manualClock } from '../../../support/manual-clock';
import { MemoryDataKeyStore } from '../../../support/memory-data-key-store';
import { MemoryErasureLedger } from '../../../support/memory-erasure-ledger';
import { MemoryKeyService } from '../../../support/memory-key-service';

export const person: PersonalOwner = { kind: 'person', tenant: 't-1', person: 'u-1' };
export const pii = { owner: person, fieldClass: FIELD_CLASSES.pii };

/** One store, ledger and KMS; each process has caches of its own. */
export class World {
  readonly time = manualClock();
  readonly service = new MemoryKeyService();
  readonly ledger = new MemoryErasureLedger();

  readonly memory = new MemoryDataKeyStore();
  store: DataKeyStore = this.memory;

  /** A world whose store may serve. */
  static async serving(): Promise<World> {
    const world = new World();
    await world.ledger.noteReplay(await world.store.identity());
    return world;
  }

  process({ limits = {}, pciScope = false }: { limits?: Partial<CacheLimits>; pciScope?: boolean } = {}) {
    const {
      store,
      service,
      ledger,
      time: { clock },
    } = this;
    const vault = new DataKeyVault({ store, service, clock, guard: new ServingGuard(store, ledger, clock) });
    const keys = new DataKeys(vault, clock, { ...CACHE_LIMITS, ...limits });
    return { vault, keys, cipher: new FieldCipher({ keys, classes: fieldClasses([{ name: 'salary', subject: 'person' }]), pciScope }) };
  }
}

/** The same store, of which some methods do otherwise. */
export function overridden(store: DataKeyStore, changes: Partial<DataKeyStore>): DataKeyStore {
  return {
    identity: () => store.identity(),
    newest: (owner, fieldClass) => store.newest(owner, fieldClass),
    get: (name) => store.get(name),
    list: () => store.list(),
    create: (key) => store.create(key),
    rewrap: (key, wrapped) => store.rewrap(key, wrapped),
    destroy: (name) => store.destroy(name),
    erase: (owner) => store.erase(owner),
    ...changes,
  };
}
