import * as z from 'zod/mini';
import type { RecordKey, RecordKind } from '../../../shared/store/record-store';

const SCHEMA = z.strictObject({
  account: z.string(),
  purpose: z.enum(['phone', 'sign-in']),
  hash: z.strictObject({ version: z.number(), hash: z.string() }),
});

/** A code that was texted (IDN-6): whose, what for, and its hash under the peppers. It expires. */
export type SmsCode = z.infer<typeof SCHEMA>;

/** Texted codes. */
export const SMS_CODE: RecordKind<SmsCode> = { name: 'sms-code', table: 'flows', parse: (document) => SCHEMA.parse(document) };

/** Where a texted code lies. */
export function smsCodePlace(id: string): RecordKey {
  return { owner: `sms-code/${id}`, key: 'flow' };
}
