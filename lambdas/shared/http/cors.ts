import { isOurs, type Origins } from './origins';

/** T§6.3's, what a change has to name, where a list goes on, and when to come again (decision 0129). */
const EXPOSED_HEADERS = 'X-Request-ID, X-RateLimit-Remaining, ETag, Link, Retry-After';

/** What tells caches that the answer depends on who asks, permitted or not. */
const VARY = { Vary: 'Origin' };

/** The headers by which a browser lets a page of ours read an answer (T§6.3, decision 0129); other origins get no permission. Preflights are the gateway's. */
export function corsHeaders(origin: string | undefined, origins: Origins): Readonly<Record<string, string>> {
  if (origin === undefined || !isOurs(origin, origins)) return VARY;
  return {
    ...VARY,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': EXPOSED_HEADERS,
  };
}
