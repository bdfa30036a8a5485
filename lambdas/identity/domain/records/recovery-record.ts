import * as z from 'zod/mini';
import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { keyedHash, whole } from './fields';
import { recordParser } from './record-parser';

/** A recovery that waits (IDN-18); an account has one at most. It expires. Times are seconds since 1970. */
export interface Recovery {
  /** Of the code that completes it, under the peppers' ring. */
  readonly completion: KeyedHash;
  /** Of the code that cancels it. */
  readonly cancellation: KeyedHash;
  readonly requestedAt: number;
}

const recovery: z.ZodMiniType<Recovery> = z.strictObject({ completion: keyedHash, cancellation: keyedHash, requestedAt: whole });

export const RECOVERY: RecordKind<Recovery> = { name: 'recovery', table: 'flows', parse: recordParser('recovery', recovery) };

/** Where the recovery of an account lies. */
export function recoveryAt(account: string): RecordKey {
  return { owner: `recovery/${account}`, key: 'flow' };
}
