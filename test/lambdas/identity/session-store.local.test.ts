import { sessionStoreOnEmulator } from './session-store-on-emulator';

sessionStoreOnEmulator("the emulator's tables", 500, 120_000);
