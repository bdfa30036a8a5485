import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { base64url, uuid } from './fields';
import { recordParser } from './record-parser';

/** A phone that was texted a code and isn't the account's yet (IDN-6). It expires. */
export interface PendingPhone {
  /** Sealed under USER_MFA, base64url, as it will lie in the account. */
  readonly sealedNumber: string;
  readonly ending: string;
  readonly country: string;
  /** The text message's ID. */
  readonly sent: string;
  /** The session that asked: no other finishes it. */
  readonly session: string;
}

const pendingPhone: z.ZodMiniType<PendingPhone> = z.strictObject({
  sealedNumber: base64url,
  ending: z.string().check(z.regex(/^[0-9]{2}$/)),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  sent: uuid,
  session: uuid,
});

export const PENDING_PHONE: RecordKind<PendingPhone> = { name: 'pending-phone', table: 'flows', parse: recordParser('pending-phone', pendingPhone) };

/** Where the pending phone of an account lies: one at a time. */
export function pendingPhoneAt(account: string): RecordKey {
  return { owner: `pending-phone/${account}`, key: 'flow' };
}
