import * as z from 'zod/mini';
import { emailAddress } from '../domain/email-address';
import { INVITATION_CODE } from '../domain/tenants/invitations';
import { uuid } from '../domain/records/fields';

/** The pool's rules are the policy's; here is only what anybody would send. */
const password = z.string().check(z.minLength(1), z.maxLength(256));
const code = z.string().check(z.regex(/^[0-9]{8}$/));
const invitation = z.string().check(z.maxLength(100), z.regex(INVITATION_CODE));
const accountCode = z.string().check(z.minLength(1), z.maxLength(100));

/** The bodies of the routes, by the names of their models at the gateway. */
export const schemas = Object.freeze({
  RegisterRequest: z.strictObject({ email: emailAddress }),
  ConfirmRegistrationRequest: z.strictObject({ registration: uuid, code, password, invitation: z.optional(invitation) }),
  ResetPasswordRequest: z.strictObject({ email: emailAddress }),
  ConfirmPasswordResetRequest: z.strictObject({ reset: uuid, code, password }),
  RecoveryRequest: z.strictObject({ email: emailAddress, password }),
  CancelRecoveryRequest: z.strictObject({ code: accountCode }),
  CancelErasureRequest: z.strictObject({ code: accountCode }),
  CompleteRecoveryRequest: z.strictObject({ code: accountCode, password }),
});
