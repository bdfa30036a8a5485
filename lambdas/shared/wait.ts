import { setTimeout } from 'node:timers/promises';

/** Lets time pass; tests bring one that doesn't. */
export type Wait = (milliseconds: number) => Promise<void>;

export const wait: Wait = (milliseconds) => setTimeout(milliseconds);
