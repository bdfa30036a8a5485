import * as z from 'zod/mini';
import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { keyedHash, uuid, whole } from './fields';
import { recordParser } from './record-parser';

const PURPOSES = ['email-change', 'password-reset', 'registration'] as const;

/** What a mailed code is for: one that was mailed for one thing fits no other. */
export type CodePurpose = (typeof PURPOSES)[number];

/** A code that was mailed, or that looks so: an address to which none went has a record like any other. It expires. */
export interface MailedCode {
  readonly purpose: CodePurpose;
  /** Under the peppers' ring. */
  readonly code: KeyedHash;
  /** Whose; a registration's is nobody's yet, and neither is one that can't hold. */
  readonly account?: string;
  /** The address that it went to, under the session keys' ring. */
  readonly sealedEmail: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

const mailedCode: z.ZodMiniType<MailedCode> = z.strictObject({
  purpose: z.enum(PURPOSES),
  code: keyedHash,
  account: z.optional(uuid),
  sealedEmail: z.string(),
  expiresAt: whole,
});

export const MAILED_CODE: RecordKind<MailedCode> = { name: 'mailed-code', table: 'flows', parse: recordParser('mailed-code', mailedCode) };

/** Where a mailed code lies. */
export function mailedCodeAt(id: string): RecordKey {
  return { owner: `mailed-code/${id}`, key: 'flow' };
}
