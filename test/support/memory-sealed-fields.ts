import { mfaFields } from '../../lambdas/identity/adapters/mfa-fields';
import type { SealedFields } from '../../lambdas/identity/domain/factors/sealed-fields';
import { clock } from '../../lambdas/shared/clock';
import { DataKeyVault } from '../../lambdas/shared/fields/data-key-vault';
import { DataKeys } from '../../lambdas/shared/fields/data-keys';
import { FieldCipher } from '../../lambdas/shared/fields/field-cipher';
import { FIELD_CLASSES } from '../../lambdas/shared/fields/field-class';
import { ServingGuard } from '../../lambdas/shared/fields/serving-guard';
import { MemoryDataKeyStore } from './memory-data-key-store';
import { MemoryErasureLedger } from './memory-erasure-ledger';
import { MemoryKeyService } from './memory-key-service';

/** Data keys in memory, and what seals and opens with them. */
export interface MemoryFields {
  readonly store: MemoryDataKeyStore;
  readonly ledger: MemoryErasureLedger;
  readonly keys: DataKeys;
  readonly cipher: FieldCipher;
  /** The fields of accounts as the functions seal them. */
  readonly fields: SealedFields;
}

/** The fields of accounts as the functions seal them, over data keys in memory. */
export async function memorySealedFields(service = new MemoryKeyService()): Promise<SealedFields> {
  return (await memoryFields(service)).fields;
}

/** As {@link memorySealedFields}, with what is below. */
export async function memoryFields(service = new MemoryKeyService()): Promise<MemoryFields> {
  const [store, ledger] = [new MemoryDataKeyStore(), new MemoryErasureLedger()];
  await ledger.noteReplay(await store.identity());
  const vault = new DataKeyVault({ store, service, clock, guard: new ServingGuard(store, ledger, clock) });
  const keys = new DataKeys(vault, clock);
  const cipher = new FieldCipher({ keys, classes: FIELD_CLASSES, pciScope: false });
  return { store, ledger, keys, cipher, fields: mfaFields(cipher) };
}
