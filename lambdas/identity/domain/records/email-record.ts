import * as z from 'zod/mini';
import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { uuid } from './fields';
import { recordParser } from './record-parser';

/** Which account has an email address; there is at most one. */
export interface EmailEntry {
  /** The account's ID. */
  readonly account: string;
}

/** What leads from the keyed hash of an address to its account. */
export const emailRecord: RecordKind<EmailEntry> = { name: 'email', table: 'accounts', parse: recordParser('email', z.strictObject({ account: uuid })) };

/** Where the entry of an address lies, by its hash under one version of the hash keys. */
export function emailAt({ version, hash }: KeyedHash): RecordKey {
  return { owner: `email/${String(version)}/${hash}`, key: 'email' };
}
