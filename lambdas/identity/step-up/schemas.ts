import * as z from 'zod/mini';

/** What `POST /auth/step-up` takes: one proof. A passkey has routes of its own. */
export const stepUpBody = z.union([
  z.strictObject({ password: z.string().check(z.minLength(1), z.maxLength(256)) }),
  z.strictObject({ totp_code: z.string().check(z.regex(/^[0-9]{6}$/)) }),
  z.strictObject({ recovery_code: z.string().check(z.minLength(1), z.maxLength(64)) }),
]);

/** One proof. */
export type StepUpBody = z.infer<typeof stepUpBody>;
