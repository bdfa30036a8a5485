import * as z from 'zod/mini';
import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { keyedHash, whole } from './fields';
import { recordParser } from './record-parser';

/**
 * A registration of ours, without which pre sign-up lets nobody in (IDN-1). Its ID is the account's ID to be, so that the trigger
 * finds it by the user's name.
 */
export interface RegistrationRecord {
  /** Of the address, under the hash keys' ring. */
  readonly emailHash: KeyedHash;
  /** Whether the address is shown to be the person's: then alone the user is made. */
  readonly verified: boolean;
  /** Seconds since 1970. */
  readonly createdAt: number;
}

const schema: z.ZodMiniType<RegistrationRecord> = z.strictObject({
  emailHash: keyedHash,
  verified: z.boolean(),
  createdAt: whole,
});

export const REGISTRATION: RecordKind<RegistrationRecord> = { name: 'registration', table: 'flows', parse: recordParser('registration', schema) };

/** Where the record of a user to be lies. */
export function registrationAt(userName: string): RecordKey {
  return { owner: `registration/${userName}`, key: 'flow' };
}
