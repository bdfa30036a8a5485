import { isOurs, type Origins } from './origins';

const METHODS = 'GET, POST, PUT, PATCH, DELETE, OPTIONS';
/** T§6.3's, and by which changes are guarded and writes happen once (decision 0129). */
const REQUEST_HEADERS = 'Content-Type, Authorization, X-Request-ID, If-Match, If-None-Match, Idempotency-Key';
/** T§6.3's, what a change has to name, where a list goes on, and when to come again (decision 0129). */
const EXPOSED_HEADERS = 'X-Request-ID, X-RateLimit-Remaining, ETag, Link, Retry-After';
const MAX_AGE_SECONDS = '86400';

/** What tells caches that the answer depends on who asks, permitted or not. */
const VARY = { Vary: 'Origin' };

/** The headers by which a browser lets a page of ours read an answer (T§6.3, decision 0129); other origins get no permission. */
export function corsHeaders(origin: string | undefined, origins: Origins): Readonly<Record<string, string>> {
  if (origin === undefined || !isOurs(origin, origins)) return VARY;
  return {
    ...VARY,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': EXPOSED_HEADERS,
  };
}

/** What a preflight is answered beside {@link corsHeaders}. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': METHODS,
  'Access-Control-Allow-Headers': REQUEST_HEADERS,
  'Access-Control-Max-Age': MAX_AGE_SECONDS,
};
