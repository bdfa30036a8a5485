import type { Origins } from '../../environments/environment';

/** What a page may read of an answer. */
const EXPOSED = 'X-Request-ID,X-RateLimit-Remaining,ETag,Link,Retry-After';

/** What a preflight answers (T§6.3 and decision 0129, EDGE-9), beside the origin. */
export const PREFLIGHT: Readonly<Record<string, string>> = Object.freeze({
  'Access-Control-Allow-Methods': 'GET,POST,PUT,PATCH,DELETE,OPTIONS',
  'Access-Control-Allow-Headers': 'Content-Type,Authorization,X-Request-ID,If-Match,If-None-Match,Idempotency-Key',
  'Access-Control-Expose-Headers': EXPOSED,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Max-Age': '86400',
  Vary: 'Origin',
});

/** What errors that the gateway answers itself carry: without the origin, a page couldn't tell them from a network that is down. */
export function errorHeaders({ app }: Origins): Readonly<Record<string, string>> {
  return {
    'Access-Control-Allow-Origin': app,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': EXPOSED,
    Vary: 'Origin',
    'Cache-Control': 'no-store',
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    // The gateway takes a value in single quotes, and may take none within. A list without an entry is one of 'none' (CSP 3, 6.7.2.7).
    'Content-Security-Policy': 'default-src; frame-ancestors',
  };
}
