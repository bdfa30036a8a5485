import { emulatedSessionStore } from './emulated-session-store';

emulatedSessionStore("the emulator's tables, for long", 10_000, 3_600_000);
