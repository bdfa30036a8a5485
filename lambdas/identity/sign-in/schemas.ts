import * as z from 'zod/mini';
import { uuid } from '../domain/records/fields';

const digits = z.string().check(z.regex(/^[0-9]{6}$/));
/** 254: RFC 5321 §4.5.3.1.3 without its brackets. */
const email = z.string().check(z.minLength(3), z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/));

/** `POST /auth/login`. Any password of at most 256 characters may be tried: what is too short for a new one is just wrong. */
export const loginBody = z.strictObject({ email, password: z.string().check(z.minLength(1), z.maxLength(256)) });

/** `POST /auth/mfa`: exactly one code. */
export const mfaBody = z.union([
  z.strictObject({ session_id: uuid, totp_code: digits }),
  z.strictObject({ session_id: uuid, recovery_code: z.string().check(z.minLength(1), z.maxLength(64)) }),
  z.strictObject({ session_id: uuid, sms_code: digits }),
]);

/** `POST /auth/mfa/sms` */
export const smsBody = z.strictObject({ session_id: uuid });

/** The body of `POST /auth/login`. */
export type LoginBody = z.infer<typeof loginBody>;

/** The body of `POST /auth/mfa`. */
export type MfaBody = z.infer<typeof mfaBody>;

/** The body of `POST /auth/mfa/sms`. */
export type SmsBody = z.infer<typeof smsBody>;
