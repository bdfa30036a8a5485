import * as z from 'zod/mini';

/** WebAuthn §4: a credential's ID has at most 1023 bytes. */
const credentialId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1364}$/));
const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(10_000));

/** What browsers add and nobody here reads: bounded and dropped. */
const unread = {
  authenticatorAttachment: z.optional(z.nullable(z.string().check(z.maxLength(32)))),
  clientExtensionResults: z.record(z.string().check(z.maxLength(64)), z.unknown()),
  type: z.literal('public-key'),
};

/** The transports of WebAuthn §5.8.4, and those to come. */
const transports = z.array(z.string().check(z.regex(/^[a-z-]{1,24}$/))).check(z.maxLength(8));

/** `RegistrationResponseJSON` (WebAuthn Level 3 §5.1.8), strict. */
export const registrationCredential = z.strictObject({
  id: credentialId,
  rawId: credentialId,
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: z.optional(base64url),
    transports: z.optional(transports),
    publicKeyAlgorithm: z.optional(z.int()),
    publicKey: z.optional(base64url),
  }),
  ...unread,
});

/** `AuthenticationResponseJSON` (WebAuthn Level 3 §5.1.8), strict. */
export const authenticationCredential = z.strictObject({
  id: credentialId,
  rawId: credentialId,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.optional(z.nullable(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,86}$/)))),
  }),
  ...unread,
});

/** An authenticator's answer to registration options. */
export type RegistrationCredential = z.output<typeof registrationCredential>;

/** An authenticator's answer to authentication options. */
export type AuthenticationCredential = z.output<typeof authenticationCredential>;
