import type { Clock } from '../../../lambdas/shared/clock';
import type { RecordStore } from '../../../lambdas/shared/store/record-store';
import { startEmulatorAlone, type EmulatorAlone } from '../../local/support/local-clouds';
import { makeStateTables } from '../../local/support/state-tables';
import { sessionStoreContract } from './session-store.contract';

/** The contract of sessions on the emulator's tables. */
export function sessionStoreOnEmulator(name: string, trials: number, timeoutMilliseconds: number): void {
  let alone: EmulatorAlone;
  let storeAt: (clock: Clock) => RecordStore;
  beforeAll(async () => {
    alone = await startEmulatorAlone();
    storeAt = await makeStateTables(alone);
  }, 120_000);
  afterAll(() => alone.stop());

  sessionStoreContract(name, { store: (clock) => storeAt(clock), evidence: 'emulated', trials, timeoutMilliseconds });
}
