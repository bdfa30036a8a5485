import * as z from 'zod/mini';
import { MOST_FILE_BYTES } from './recognise-file';

/** One line: letters, marks, digits, punctuation, signs and spaces, and so no control or invisible character (EDGE-13). */
const title = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u));

/** Lines of such characters. */
const body = z.string().check(z.minLength(1), z.maxLength(8000), z.regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S} \n\t]+$/u));

/** As addresses are written; whether anybody reads mail there isn't known. */
const contactEmail = z.string().check(z.maxLength(254), z.regex(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}$/));

/** RFC 4648 §4. Of one class of characters, as the gateway tries a pattern without limits of its own; groups of four are counted here. */
const base64 = z.string().check(
  z.minLength(4),
  z.maxLength(Math.ceil(MOST_FILE_BYTES / 3) * 4),
  z.regex(/^[A-Za-z0-9+/]+={0,2}$/),
  z.refine((text) => text.length % 4 === 0),
);

/** What `POST /documents` takes. */
export const createBody = z.strictObject({ title, body, contact_email: z.optional(contactEmail) });

/** What `PATCH /documents/{document}` takes: what is left out stays. */
export const updateBody = z.strictObject({ title: z.optional(title), body: z.optional(body), contact_email: z.optional(contactEmail) });

/** What `PUT /documents/{document}/attachment` takes. */
export const attachBody = z.strictObject({ content: base64 });

/** A document that is wanted. */
export type CreateBody = z.infer<typeof createBody>;
/** A change that is wanted. */
export type UpdateBody = z.infer<typeof updateBody>;
/** A file that is sent. */
export type AttachBody = z.infer<typeof attachBody>;
