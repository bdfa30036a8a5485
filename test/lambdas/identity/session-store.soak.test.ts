import { sessionStoreOnEmulator } from './session-store-on-emulator';

sessionStoreOnEmulator("the emulator's tables, for long", 10_000, 3_600_000);
