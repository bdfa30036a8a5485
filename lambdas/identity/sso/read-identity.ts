import * as z from 'zod/mini';
import { AnswerRefusedError } from './errors';
import type { Identity } from './identity';

/** How far the provider's clock may be from ours, in seconds. */
const SKEW_SECONDS = 60;
/** How old an id_token may be: it was made for this exchange, a moment ago. */
const OLDEST_SECONDS = 300;

/** OpenID Connect Core §2 and §5.1; a subject has at most 255 characters of ASCII. Other claims are dropped. */
const claims = z.object({
  iss: z.string(),
  sub: z.string().check(z.regex(/^[\x20-\x7e]{1,255}$/)),
  iat: z.int(),
  azp: z.optional(z.string()),
  email: z.optional(z.unknown()),
  email_verified: z.optional(z.unknown()),
});

const address = z.string().check(z.maxLength(254), z.regex(/^[^\s@<>"(),:;\\[\]\p{C}]{1,64}@[^\s@<>"(),:;\\[\]\p{C}]{1,253}$/u));

/**
 * What of the claims counts, once the library has judged signature, algorithm, issuer, audience, nonce and expiry.
 * @param now seconds since 1970
 * @throws {AnswerRefusedError} for another party's token, one of another time, and one without a subject
 */
export function readIdentity(token: unknown, clientId: string, now: number): Identity {
  const parsed = claims.safeParse(token);
  if (!parsed.success) throw new AnswerRefusedError('id-token');
  const { iss, sub, iat, azp, email, email_verified: verified } = parsed.data;
  // OpenID Connect Core §3.1.3.7, 5: the library looks at it only beside several audiences.
  if (azp !== undefined && azp !== clientId) throw new AnswerRefusedError('id-token');
  if (iat > now + SKEW_SECONDS || iat < now - OLDEST_SECONDS - SKEW_SECONDS) throw new AnswerRefusedError('time');
  const addressed = address.safeParse(email);
  // The text "true" isn't true: a provider that can't tell them apart vouches for nothing.
  return { issuer: iss, subject: sub, ...(verified === true && addressed.success ? { verifiedEmail: addressed.data } : {}) };
}
