import { emulatedSessionStore } from './emulated-session-store';

emulatedSessionStore("the emulator's tables", 500, 120_000);
