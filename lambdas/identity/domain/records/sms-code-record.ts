import * as z from 'zod/mini';
import type { KeyedHash } from '../../../shared/rings/key-ring';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';
import { keyedHash, uuid } from './fields';
import { recordParser } from './record-parser';

/** A code that was texted (IDN-6): whose, what for, and its hash under the peppers. It expires. */
export interface SmsCode {
  readonly account: string;
  readonly purpose: 'phone' | 'sign-in';
  readonly hash: KeyedHash;
}

const schema: z.ZodMiniType<SmsCode> = z.strictObject({ account: uuid, purpose: z.enum(['phone', 'sign-in']), hash: keyedHash });

/** Texted codes. */
export const SMS_CODE: RecordKind<SmsCode> = { name: 'sms-code', table: 'flows', parse: recordParser('sms-code', schema) };

/** Where a texted code lies. */
export function smsCodePlace(id: string): RecordKey {
  return { owner: `sms-code/${id}`, key: 'flow' };
}
