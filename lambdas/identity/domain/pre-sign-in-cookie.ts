import { createHash, randomBytes } from 'node:crypto';
import { setCookie, SIGN_IN_COOKIE } from '../../shared/http/cookies';
import type { Request } from '../../shared/http/request';
import { isSameSecret } from '../../shared/is-same-secret';

const COOKIE_BYTES = 32;
/** So many random bytes, base64url. */
const COOKIE = /^[A-Za-z0-9_-]{43}$/;

/** What binds something that runs before a sign-in to one browser. */
export interface BrowserBinding {
  /** SHA-256 of the cookie, base64url. */
  readonly hash: string;
  /** Its `Set-Cookie`. */
  readonly cookie: string;
}

/**
 * The browser's pre-sign-in cookie, or a new one. One that it has is kept, so that a page which offers passkeys ends no sign-in that
 * waits in another tab; no other site can have set it, by its prefix.
 * @param seconds how long it is needed
 */
export function bindBrowser({ cookies }: Pick<Request<unknown>, 'cookies'>, seconds: number): BrowserBinding {
  const given = cookies[SIGN_IN_COOKIE];
  return given !== undefined && COOKIE.test(given) ? bindingOf(given, seconds) : bindBrowserAnew(seconds);
}

/**
 * A new pre-sign-in cookie, whatever the browser has.
 * @param seconds how long it is needed
 */
export function bindBrowserAnew(seconds: number): BrowserBinding {
  return bindingOf(randomBytes(COOKIE_BYTES).toString('base64url'), seconds);
}

/** Whether the browser is the one of the hash, in constant time. */
export function isBrowser({ cookies }: Pick<Request<unknown>, 'cookies'>, hash: string): boolean {
  const given = cookies[SIGN_IN_COOKIE];
  const same = isSameSecret(hashOf(given ?? ''), hash);
  return given !== undefined && same;
}

function bindingOf(value: string, seconds: number): BrowserBinding {
  return { hash: hashOf(value), cookie: setCookie(SIGN_IN_COOKIE, value, { sameSite: 'Lax', maxAge: seconds }) };
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}
