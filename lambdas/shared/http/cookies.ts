import { UnsafeReplyError } from './errors';

/** A name that a browser accepts only with Secure and Path=/ and without a domain, so that no sibling site can set it (RFC 6265bis §4.1.3.2). */
export type CookieName = `__Host-${string}`;

/** How long a cookie lives, and whether it comes along from another site. */
export interface CookieSettings {
  /** `Lax` only where a person comes back by a link or redirect of another site. */
  readonly sameSite: 'Lax' | 'Strict';
  /** Seconds; 0 removes it. */
  readonly maxAge: number;
}

/** The refresh token. */
export const REFRESH_COOKIE = '__Host-refresh' satisfies CookieName;
/** A sign-in that isn't complete. */
export const SIGN_IN_COOKIE = '__Host-sign-in' satisfies CookieName;
/** A browser that signed in before. */
export const DEVICE_COOKIE = '__Host-device' satisfies CookieName;

/** RFC 6265 §4.1.1 */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]*$/;

/**
 * A value of `Set-Cookie` for a cookie that no script reads.
 * @throws {UnsafeReplyError} when the value holds what a cookie can't
 */
export function setCookie(name: CookieName, value: string, { sameSite, maxAge }: CookieSettings): string {
  if (!NAME.test(name) || !VALUE.test(value) || !Number.isSafeInteger(maxAge)) throw new UnsafeReplyError(`the cookie ${name}`);
  return `${name}=${value}; Max-Age=${String(maxAge)}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`;
}

/** A value of `Set-Cookie` that removes a cookie. */
export function clearCookie(name: CookieName, sameSite: CookieSettings['sameSite']): string {
  return setCookie(name, '', { sameSite, maxAge: 0 });
}

/** The cookies of a request. One that comes twice counts as absent: which of them was ours can't be told. */
export function parseCookies(header: string | undefined): Readonly<Record<string, string>> {
  const cookies = Object.create(null) as Record<string, string>;
  const twice = new Set<string>();
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    const [name, value] = [pair.slice(0, Math.max(0, equals)).trim(), pair.slice(equals + 1).trim()];
    if (!NAME.test(name) || !VALUE.test(value)) continue;
    if (name in cookies) twice.add(name);
    cookies[name] = value;
  }
  for (const name of twice) Reflect.deleteProperty(cookies, name);
  return cookies;
}
