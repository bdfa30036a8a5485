import * as z from 'zod/mini';

/** A count, or a time in seconds since 1970. */
export const whole = z.int().check(z.minimum(0));

/** base64url without padding. */
export const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));

/** A hash under a key of a ring. */
export const keyedHash = z.strictObject({ version: z.int().check(z.minimum(1)), hash: base64url });

/** As we write UUIDs (RFC 9562 §4): in lower case, so that each has one text only. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The ID of an account, a session, a tenant, or of something that a browser began. */
export const uuid = z.string().check(z.regex(UUID));
