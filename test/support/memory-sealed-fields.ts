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

/** The fields of accounts as the functions seal them, over data keys in memory. */
export async function memorySealedFields(service = new MemoryKeyService()): Promise<SealedFields> {
  const [store, ledger] = [new MemoryDataKeyStore(), new MemoryErasureLedger()];
  await ledger.noteReplay(await store.identity());
  const vault = new DataKeyVault({ store, service, clock, guard: new ServingGuard(store, ledger, clock) });
  return mfaFields(new FieldCipher({ keys: new DataKeys(vault, clock), classes: FIELD_CLASSES, pciScope: false }));
}
