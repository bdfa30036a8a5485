import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import type { Link } from '../account';
import { uuid } from './fields';
import { recordParser } from './record-parser';

/** Whose a person at an identity provider is; there is at most one (IDN-11). */
export interface LinkEntry {
  /** The account's ID. */
  readonly account: string;
}

/** What leads from issuer and subject to the account. */
export const linkRecord: RecordKind<LinkEntry> = { name: 'link', table: 'accounts', parse: recordParser('link', z.strictObject({ account: uuid })) };

/** Where the entry lies. No issuer holds the separator, so that no two pairs are one text. */
export function linkAt({ issuer, subject }: Pick<Link, 'issuer' | 'subject'>): RecordKey {
  const hash = createHash('sha256').update(`${issuer}\0${subject}`).digest('base64url');
  return { owner: `link/${hash}`, key: 'link' };
}
