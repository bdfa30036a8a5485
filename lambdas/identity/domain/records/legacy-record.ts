import * as z from 'zod/mini';
import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { recordParser } from './record-parser';

/** A user of the older system who didn't sign in here yet (IDN-3). */
export interface LegacyUser {
  /** What that system stored: bcrypt, or Argon2id as a PHC string. */
  readonly hash: string;
}

const schema: z.ZodMiniType<LegacyUser> = z.strictObject({ hash: z.string().check(z.maxLength(512)) });

export const LEGACY: RecordKind<LegacyUser> = { name: 'legacy', table: 'accounts', parse: recordParser('legacy', schema) };

/** Where a user of an address lies, by its hash under one version of the hash keys. */
export function legacyAt({ version, hash }: KeyedHash): RecordKey {
  return { owner: `legacy/${String(version)}/${hash}`, key: 'legacy' };
}

/** Where the hash lies that is compared for those who aren't there: it has the cost of the others, and no password fits it. */
export const LEGACY_DUMMY_AT: RecordKey = Object.freeze({ owner: 'legacy/dummy', key: 'legacy' });
