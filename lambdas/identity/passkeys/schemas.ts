import * as z from 'zod/mini';
import { uuid } from '../domain/records/fields';
import { authenticationCredential, registrationCredential } from './credential';

/** `POST /auth/passkeys/registration/options` and `POST /auth/passkeys/step-up/options`: who asks is all that counts. */
export const nothing = z.strictObject({});

/** `POST /auth/passkeys/registration` */
export const registrationBody = z.strictObject({
  ceremony_id: uuid,
  /** What its owner calls it. */
  name: z.string().check(z.regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} _.,:()'+-]{0,63}$/u)),
  credential: registrationCredential,
});

/** `POST /auth/passkeys/authentication/options`: for a half-finished sign-in, or as the only factor. */
export const authenticationOptionsBody = z.strictObject({ session_id: z.optional(uuid) });

/** `POST /auth/passkeys/authentication` and `POST /auth/passkeys/step-up` */
export const assertionBody = z.strictObject({ ceremony_id: uuid, credential: authenticationCredential });

/** What a registration ends with. */
export type RegistrationBody = z.output<typeof registrationBody>;

/** What authentication options are asked with. */
export type AuthenticationOptionsBody = z.output<typeof authenticationOptionsBody>;

/** What an authentication ends with. */
export type AssertionBody = z.output<typeof assertionBody>;
