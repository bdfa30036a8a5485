import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { uuid } from './fields';
import { recordParser } from './record-parser';

/** Whose a WebAuthn credential is; there is at most one (IDN-5). */
export interface PasskeyEntry {
  /** The account's ID. */
  readonly account: string;
}

/** What leads from a credential's ID to its account. */
export const passkeyRecord: RecordKind<PasskeyEntry> = {
  name: 'passkey',
  table: 'accounts',
  parse: recordParser('passkey', z.strictObject({ account: uuid })),
};

/** Where the entry of a credential lies. */
export function passkeyAt(credential: string): RecordKey {
  return { owner: `passkey/${credential}`, key: 'passkey' };
}
