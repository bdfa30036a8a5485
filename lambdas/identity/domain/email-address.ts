import * as z from 'zod/mini';

/** RFC 5321 §4.5.3.1: at most 64 octets of local part, and 254 in all. */
const LONGEST = 254;
const LOCAL = "(?!\\.)(?!.*\\.[.@])[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^${LOCAL}@(?:${LABEL}\\.){1,8}[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$`);

/** Whether a text is one plain address of RFC 5321, in ASCII: no name beside it, no list, no quoted local part. */
export function isEmailAddress(text: string): boolean {
  return text.length <= LONGEST && ADDRESS.test(text);
}

/** An email address in a request's body. The schema is the gateway's, too (EDGE-13), so it transforms nothing. */
export const emailAddress = z.string().check(z.maxLength(LONGEST), z.regex(ADDRESS));
