import * as z from 'zod/mini';
import { emailAddress } from '../domain/email-address';
import { uuid } from '../domain/records/fields';

const password = z.string().check(z.minLength(1), z.maxLength(256));
const sixDigits = z.string().check(z.regex(/^[0-9]{6}$/));

/** The bodies of the routes, by the names of their models at the gateway. */
export const schemas = Object.freeze({
  VerifyTotpRequest: z.strictObject({ totp_code: sixDigits }),
  ChangePasswordRequest: z.strictObject({ current_password: password, new_password: password }),
  ChangeEmailRequest: z.strictObject({ email: emailAddress }),
  ConfirmEmailChangeRequest: z.strictObject({
    change: uuid,
    code: z.string().check(z.regex(/^[0-9]{8}$/)),
  }),
  PhoneRequest: z.strictObject({ number: z.string().check(z.regex(/^\+[1-9][0-9]{6,14}$/)) }),
  ConfirmPhoneRequest: z.strictObject({ code: sixDigits }),
});
